"""Modules joined into one script do what they did, and a form that cannot be joined is refused."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from dashboard.bundle import BundleError, bundle, modules_of
from dashboard.pages import STATIC

pytest_plugins = ["tests.support.dashboard_fixtures"]
PAGES = [name for name in modules_of(STATIC / "js") if name.endswith("_page.js")]


@pytest.mark.slow
def test_joined_modules_do_what_they_did(browser: Browser) -> None:
    modules = {
        "entry.js": 'import { twice as double } from "./parts/twice.js";\n\nglobalThis.told = double(4);\n',
        "parts/twice.js": 'import { two } from "../two.js";\n\nexport function twice(n) {\n  return n * two;\n}\n',
        "two.js": "const hidden = 2;\n\nexport const two = hidden;\n",
    }
    page = browser.new_page()
    page.add_script_tag(content=bundle(modules, "entry.js"))
    assert page.evaluate("globalThis.told") == 8
    page.close()


def test_each_module_is_joined_once_behind_what_it_imports() -> None:
    modules = {
        "entry.js": 'import { a } from "./a.js";\nimport { b } from "./b.js";\n\na(b);\n',
        "a.js": 'import { b } from "./b.js";\n\nexport const a = () => b;\n',
        "b.js": "export const b = 1;\n",
    }
    joined = bundle(modules, "entry.js")
    assert joined.count("const b = 1;") == 1
    assert joined.index("// b.js") < joined.index("// a.js") < joined.index("// entry.js")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('import * as all from "./b.js";\n', "cannot be joined"),
        ("export default 1;\n", "cannot be joined"),
        ('import { b } from "./c.js";\n', "there is no module c.js"),
        ('import { b } from "./entry.js";\n', "import each other"),
    ],
)
def test_what_cannot_be_joined_is_refused(source: str, words: str) -> None:
    with pytest.raises(BundleError, match=words):
        bundle({"entry.js": source, "b.js": "export const b = 1;\n"}, "entry.js")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_can_be_joined(name: str) -> None:
    assert "import {" not in bundle(modules_of(STATIC / "js"), name)


def test_comments_are_left_out_and_addresses_are_not() -> None:
    modules = {
        "entry.js": '/**\n * Says it.\n */\n// Once.\nconst a = "http://b"; // kept\n  /** Twice. */\nexport { a };\n'
    }
    with pytest.raises(BundleError):
        bundle(modules, "entry.js")
    joined = bundle({"entry.js": modules["entry.js"].replace("export { a };", "say(a);")}, "entry.js")
    assert 'const a = "http://b"; // kept\nsay(a);' in joined
    assert "Once" not in joined
    assert "Twice" not in joined
