CREATE TABLE IF NOT EXISTS dim_budget_version (
    budget_version_key INTEGER PRIMARY KEY,
    budget_version VARCHAR NOT NULL UNIQUE,
    budget_version_name VARCHAR NOT NULL,
    display_order INTEGER NOT NULL
);

COMMENT ON TABLE dim_budget_version IS 'Versions of a budget, from the first adopted to the actual accounts.';
COMMENT ON COLUMN dim_budget_version.budget_version_key IS 'Surrogate key.';
COMMENT ON COLUMN dim_budget_version.budget_version IS 'initial, supplementary_<month> or settlement; before_<version> where a text does not name what was in force before.';
COMMENT ON COLUMN dim_budget_version.budget_version_name IS 'Name in Japanese: 当初予算, 3月補正予算, 決算.';
COMMENT ON COLUMN dim_budget_version.display_order IS 'Order in time within a fiscal year (April to March).';
