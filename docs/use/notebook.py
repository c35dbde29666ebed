"""A marimo notebook over the warehouse: three charts of the dashboard, with how sure their figures are.

marimo edit docs/use/notebook.py
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium")


@app.cell
def _():
    import altair as alt
    import marimo as mo
    import polars as pl

    import tsujitsuma

    return alt, mo, pl, tsujitsuma


@app.cell
def _(mo, tsujitsuma):
    with tsujitsuma.open_warehouse() as warehouse:
        results = warehouse.sql("FROM segment_results WHERE NOT is_total")
        statuses = warehouse.sql("SELECT statement_code, status, count(*) AS figures FROM figures GROUP BY ALL")
        repairs = warehouse.sql("FROM figures WHERE status = 'repaired'")
    year = mo.ui.dropdown(
        options=sorted({str(each) for each in results["fiscal_year"]}),
        value=str(results["fiscal_year"].max()),
        label="Fiscal year",
    )
    year
    return repairs, results, statuses, year


@app.cell
def _(pl, results, year):
    # The last version that the last meeting prints of the year.
    printed = results.filter(pl.col("fiscal_year") == int(year.value)).sort("meeting_date")
    last = printed.row(-1, named=True)
    of_year = printed.filter(
        pl.col("meeting_date") == last["meeting_date"], pl.col("budget_version") == last["budget_version"]
    ).with_columns(
        (pl.col("operating_revenue_yen") / 1_000_000).alias("revenue"),
        (pl.col("operating_result_yen") / 1_000_000).alias("result"),
    )
    return (of_year,)


@app.cell
def _(alt, of_year):
    revenue_chart = (
        alt.Chart(of_year, title="Operating revenue by segment, million yen")
        .mark_bar()
        .encode(x=alt.X("revenue:Q", title=None), y=alt.Y("segment_name:N", title=None, sort="-x"))
    )
    revenue_chart
    return (revenue_chart,)


@app.cell
def _(alt, of_year):
    # On a scale of its own: beside the revenue nobody would see it.
    result_chart = (
        alt.Chart(of_year, title="Operating result by segment, million yen")
        .mark_bar()
        .encode(
            x=alt.X("result:Q", title=None),
            y=alt.Y("segment_name:N", title=None, sort="-x"),
            color=alt.condition("datum.result < 0", alt.value("#b5403a"), alt.value("#2f6f6b")),
        )
    )
    result_chart
    return (result_chart,)


@app.cell
def _(alt, statuses):
    status_chart = (
        alt.Chart(statuses, title="How sure the figures are")
        .mark_bar()
        .encode(x=alt.X("figures:Q"), y=alt.Y("statement_code:N", title=None), color="status:N")
    )
    status_chart
    return (status_chart,)


@app.cell
def _(mo, repairs, tsujitsuma):
    # What extraction broke, and why the value is what it is.
    first = repairs.row(0, named=True)
    proof = tsujitsuma.explain(first["file_name"], first["source_line"], first["source_column"])
    mo.md(
        f"Line {proof['source_line']} prints **{proof['printed_text']}**, it is **{proof['amount_yen']:,} yen**: "
        f"{len(proof['identities'])} identities, {proof['repair']['kind']}."
    )
    return (proof,)


if __name__ == "__main__":
    app.run()
