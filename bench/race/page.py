"""The report: index.html, which needs nothing but itself, and table.md."""

import html

import plan
import plots

TASKS = {
    "diff": "diff: two texts to the text of a JSON Patch",
    "apply": "apply: a text and a JSON Patch to a text",
    "merge": "merge: a text and a merge patch to a text",
    "diff_values": "diff in memory: two values to a patch",
    "apply_values": "apply in memory: a value and a patch to a new value",
}
HOW = (
    "Times are CPU time of a contender's own process, medians of interleaved rounds; threads are wall time. Each "
    "contender has read its input into memory and has answered once, and its answer was judged right, before it is "
    "timed; the start of a process does not count. simdjson_parse and memcmp are floors: they read the same bytes and "
    "answer nothing. A contender that is not right, or not done within the limit, is shown as such. Ratios within a "
    "run say more than figures across runs."
)


def per_second(result):
    return result["bytes"] / (result["cpu"] / 1e9) / 1e6


def of(found, section, **wanted):
    return [
        each
        for each in found["results"]
        if each["section"] == section and all(each[key] == value for key, value in wanted.items())
    ]


def reason(result):
    status = result["status"]
    if status.startswith("over"):
        return status
    for sign, word in (("stack size", "out of stack"), ("crashed", "crashed"), ("wrong answer", "wrong answer")):
        if sign in status:
            return word
    return "fails"


def kinds_of(found):
    return list(dict.fromkeys(each["kind"] for each in of(found, "throughput")))


def throughput_plots(found):
    for task, title in TASKS.items():
        groups = []
        for kind in kinds_of(found):
            rows = [
                (each["contender"], per_second(each) if each["status"] == "ok" else None, reason(each))
                for each in of(found, "throughput", task=task, kind=kind)
            ]
            if any(row[1] for row in rows):
                groups.append((kind, rows))
        if groups:
            yield plots.bars(f"{title}, MB/s of JSON read", groups, "MB/s")


def curve_plots(found):
    for section, across in (
        ("size", "bytes of the document, an edit each 17 KB"),
        ("length", "elements of the array, 1 % inserted, removed, moved"),
        ("edits", "edits of a document of 600 KB"),
    ):
        for task in ("diff", "apply"):
            series = {}
            for each in of(found, section, task=task, status="ok"):
                series.setdefault(each["contender"], []).append((each["x"], each["cpu"] / 1e6))
            if series:
                yield plots.curves(f"{task}: how the time grows with the {across}", series, across, "ms",
                                   linear=section != "edits")  # fmt: skip


def thread_counts(found):
    for each in of(found, "threads", status="ok"):
        if each["contender"].startswith("emend_bulk_"):
            yield int(each["contender"].rsplit("_", 1)[1]), each


def thread_plot(found):
    groups = [(f"{n} threads", [("emend bulk", each["bytes"] / each["wall"] * 1e3, "")])
              for n, each in thread_counts(found)]  # fmt: skip
    title = "bulk: lines of pairs to lines of patches, MB/s (wall time)"
    return plots.bars(title, groups, "MB/s", plots.Plain) if groups else ""


def size_plot(found):
    groups = []
    for kind in kinds_of(found):
        rows = [
            (each["contender"], each.get("patch_bytes") if each["status"] == "ok" else None, reason(each))
            for each in of(found, "throughput", task="diff", kind=kind)
            if each["contender"] not in plan.FLOORS
        ]
        if rows:
            groups.append((kind, rows))
    return plots.bars("size of the patch, bytes: the shorter the better", groups, "B") if groups else ""


def row(cells):
    return "| " + " | ".join(cells) + " |"


def table(head, rows):
    return [row(head), row(["---"] * len(head)), *map(row, rows), ""]


def spelled(nanoseconds):
    for size, unit in ((1e9, "s"), (1e6, "ms"), (1e3, "µs")):
        if nanoseconds >= size:
            return f"{nanoseconds / size:.3g} {unit}"
    return f"{nanoseconds:.3g} ns"


def ratio_tables(found):
    for task, title in TASKS.items():
        results = of(found, "throughput", task=task)
        names = [name for name in plan.CONTENDERS if any(each["contender"] == name for each in results)]
        if not names:
            continue
        own = names[0]
        rows = []
        for kind in kinds_of(found):
            by = {each["contender"]: each for each in results if each["kind"] == kind}
            if own not in by or by[own]["status"] != "ok":
                continue
            base = by[own]["cpu"]
            cells = [kind, f"{spelled(base)}, {plots.short(per_second(by[own]))} MB/s"]
            for name in names[1:]:
                each = by.get(name)
                cells.append("" if each is None else f"{each['cpu'] / base:.3g}" if "cpu" in each else reason(each))
            rows.append(cells)
        yield [f"### {title}", "", f"Times in units of {own}'s.", "", *table(["workload", *names], rows)]


def patch_table(found):
    names = [name for name in plan.CONTENDERS if name not in plan.FLOORS]
    rows = []
    for kind in kinds_of(found):
        by = {each["contender"]: each for each in of(found, "throughput", task="diff", kind=kind)}
        cells = [
            f"{by[name]['patch_bytes']:,} ({by[name]['operations']:,})" if "patch_bytes" in by.get(name, {})
            else reason(by[name]) if name in by else ""
            for name in names
        ]  # fmt: skip
        if by:
            rows.append([kind, *cells])
    if rows:
        return ["### Size of the patch, bytes (operations)", "", *table(["workload", *names], rows)]
    return []


def growth_table(found):
    lines = []
    for task in ("diff", "apply"):
        rows = []
        for name in ("emend", "simdjson_parse"):
            at = of(found, "growth", task=task, contender=name, status="ok")
            if at:
                each = [one["cpu"] / one["bytes"] for one in at]
                spread = f"{max(each) / min(each):.2f}"
                rows.append([name, *(f"{one:.3f}" for one in each), spread])
                sizes = [plots.short(one["x"]) + "B" for one in at]
        if rows:
            lines += [f"### Growth: {task}, ns a byte of JSON read", ""]
            lines += table(["", *sizes, "largest / smallest"], rows)
    if lines:
        lines += [
            "Records, an edit (an operation) each 17 KB, one at least. What is above a ratio of 2 is told in bench/README.md.",
            "",
        ]
    return lines


def thread_table(found):
    rows = []
    first = None
    for count, each in thread_counts(found):
        first = first or each["wall"]
        rows.append([str(count), f"{each['bytes'] / each['wall'] * 1e3:.0f}", f"{first / each['wall']:.2f}"])
    return ["### Threads: bulk diff", "", *table(["threads", "MB/s, wall", "times one"], rows)] if rows else []


def about_table(found):
    return table(["what", "figure"], [[key, value] for key, value in found["about"].items()])


def markdown(found):
    lines = ["# The race", "", HOW, "", *about_table(found)]
    for each in ratio_tables(found):
        lines += each
    return "\n".join(lines + patch_table(found) + growth_table(found) + thread_table(found))


def as_html(lines):
    """Of the Markdown above: headings, tables and paragraphs."""
    out = []
    rows = []
    for each in [*lines, ""]:
        if each.startswith("| "):
            rows.append([html.escape(cell) for cell in each[2:-2].split(" | ")])
            continue
        if rows:
            head = "".join(f"<th>{cell}</th>" for cell in rows[0])
            body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows[2:])
            out.append(f"<table><tr>{head}</tr>{body}</table>")
            rows = []
        if each.startswith("### "):
            out.append(f"<h3>{html.escape(each[4:])}</h3>")
        elif each:
            out.append(f"<p>{html.escape(each)}</p>")
    return "\n".join(out)


STYLE = """body{font-family:sans-serif;max-width:960px;margin:2em auto;padding:0 1em;color:#222;line-height:1.4}
table{border-collapse:collapse;font-size:13px;margin:1em 0}th,td{border:1px solid #ddd;padding:3px 8px;text-align:left}
svg{max-width:100%;height:auto;margin:1.2em 0}.wide{overflow-x:auto}"""


def write(found, into):
    tables = "\n".join(as_html(each) for each in ratio_tables(found))
    body = [
        "<h1>emend and the others</h1>",
        f"<p>{html.escape(HOW)}</p>",
        as_html(about_table(found)),
        "<h2>Throughput</h2>",
        *throughput_plots(found),
        "<h2>How the cost grows</h2>",
        "<p>Both axes are logarithmic: what is linear runs beside the dashed line.</p>",
        *curve_plots(found),
        thread_plot(found),
        as_html(thread_table(found)),
        as_html(growth_table(found)),
        "<h2>Size of the patch</h2>",
        size_plot(found),
        f'<div class="wide">{as_html(patch_table(found))}</div>',
        "<h2>In figures</h2>",
        f'<div class="wide">{tables}</div>',
    ]
    whole = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>emend: the race</title>'
        f"<style>{STYLE}</style></head><body>\n" + "\n".join(body) + "\n</body></html>\n"
    )
    (into / "index.html").write_text(whole, encoding="utf-8")
    (into / "table.md").write_text(markdown(found), encoding="utf-8")
