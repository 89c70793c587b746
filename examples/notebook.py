"""The data in a notebook: vintages, changes, revisions and a chart in ten lines."""

import defector_stats as ds

data = ds.load("data")
newest = data.changes[["year", "arrivals", "change", "publisher", "published"]]
then = data.as_of("2011-10-31").set_index("year")["arrivals"]
article = data.edition("korea-herald-2011-10").set_index("year")["arrivals"]
revised = data.revisions.query("year == 2009 and through == 12")
chart = ds.draw(data, "trend", ds.View(as_of="2011-10-31", years=(2005, 2011)))
print(newest.tail(3), then.loc[2009], article.loc[2010], sep="\n")
print(revised[["arrivals", "publisher", "published", "from_before"]], len(chart.data), sep="\n")
