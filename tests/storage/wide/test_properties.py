"""Any table that somebody publishes is read as it was meant, or doubted."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from defector_stats.errors import DataError
from defector_stats.storage import wide
from defector_stats.storage.wide.labels import is_cumulative
from tests.storage.wide.plain import TODAY, figures, keys, provisional, totals
from tests.storage.wide.published import File, counted, files


@given(files())
def test_what_was_published_is_read(file: File) -> None:
    reading = wide.read("table", file.content(), TODAY)
    table = file.table
    assert keys(reading) == []
    assert figures(reading) == table.figures
    assert provisional(reading) == (table.years[-1:] if table.provisional else [])
    from_the_beginning = table.ranges or is_cumulative(file.look.total)
    assert totals(reading) == (table.totals if from_the_beginning else [])


@given(files(), st.data())
def test_one_changed_digit_is_doubted(file: File, data: st.DataObject) -> None:
    assume(file.table.ranges or not is_cumulative(file.look.total))
    row, column = data.draw(st.sampled_from(counted(file.rows)))
    cell = file.rows[row][column]
    place = data.draw(st.sampled_from([at for at, sign in enumerate(cell) if sign.isdecimal()]))
    digit = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != cell[place]]))
    rows = [list(line) for line in file.rows]
    rows[row][column] = cell[:place] + digit + cell[place + 1 :]
    try:
        reading = wide.read("table", replace(file, rows=rows).content(), TODAY)
    except DataError:
        return
    assert reading.doubts
