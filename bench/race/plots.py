"""Plots as SVG: bars and curves, both on logarithmic scales."""

import html
import math

COLOURS = {
    "emend": "#0b6e4f", "emend_json": "#6bbf59", "nlohmann": "#3066be", "cjson_utils": "#7b4fa6",
    "fast-json-patch": "#e08e0b", "rfc6902": "#c44536", "jsondiffpatch": "#d96c9f", "python-jsonpatch": "#8a6d3b",
    "simdjson_parse": "#777777", "memcmp": "#bbbbbb",
}  # fmt: skip


def colour(name):
    return COLOURS.get(name, "#0b6e4f")


def short(number):
    """1500 -> 1.5k, and so on."""
    for size, letter in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if number >= size:
            return f"{number / size:.3g}{letter}"
    return f"{number:.3g}"


def text(x, y, words, anchor="start", extra=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {extra}>{html.escape(str(words))}</text>'


def line(x1, y1, x2, y2, stroke="#ddd", extra=""):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{stroke}" {extra}/>'


def frame(width, height, title, parts):
    inside = "\n".join([text(0, 16, title, extra='font-weight="bold" font-size="14"'), *parts])
    return (
        f'<svg viewBox="0 0 {width} {height:.0f}" width="{width}" role="img" aria-label="{html.escape(title)}" '
        f'font-family="sans-serif" font-size="11">\n{inside}\n</svg>'
    )


class Scale:
    """Logarithmic, from whole decade to whole decade."""

    def __init__(self, values, first, last):
        values = [value for value in values if value > 0] or [1]
        self.low = math.floor(math.log10(min(values)))
        self.high = max(self.low + 1, math.ceil(math.log10(max(values)) - 1e-9))
        self.first, self.last = first, last

    def __call__(self, value):
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.first + share * (self.last - self.first)

    def ticks(self):
        return [10.0**power for power in range(self.low, self.high + 1)]


class Plain(Scale):
    """Linear, from nothing."""

    def __init__(self, values, first, last):
        self.most = max(values)
        self.first, self.last = first, last

    def __call__(self, value):
        return self.first + value / self.most * (self.last - self.first)

    def ticks(self):
        return [self.most * share for share in (0, 0.5, 1)]


def bars(title, groups, unit, kind=Scale):
    """groups: [(name, [(series, value, note)])]; a bar without a value shows its note."""
    width, left, bar = 900, 120, 13
    scale = kind([value for _, rows in groups for _, value, _ in rows if value], left, width - 190)
    parts = []
    y = 44
    for name, rows in groups:
        parts.append(text(left - 8, y + 10, name, "end", 'font-weight="bold"'))
        for series, value, note in rows:
            end = scale(value) if value else left
            if value:
                end = max(end, left + 1)
                parts.append(f'<rect x="{left}" y="{y}" width="{end - left:.1f}" height="{bar - 2}" '
                             f'fill="{colour(series)}"/>')  # fmt: skip
            said = f"{series} {short(value)}" if value else f"{series}: {note}"
            parts.append(text(end + 4, y + 9, said, extra="" if value else 'fill="#a00"'))
            y += bar
        y += 10
    axis = [line(scale(tick), 36, scale(tick), y) for tick in scale.ticks()]
    axis += [text(scale(tick), 32, short(tick) + " " + unit, "middle", 'fill="#666"') for tick in scale.ticks()]
    return frame(width, y + 6, title, axis + parts)


def curves(title, series, across, up, linear=False):
    """series: {name: [(x, y)]}; a dashed line shows linear growth up to the first one's last point."""
    width, height, left, right, top, bottom = 900, 400, 60, 720, 36, 360
    series = {name: sorted(at) for name, at in series.items() if at}
    if not series:
        return ""
    x = Scale([each[0] for at in series.values() for each in at], left, right)
    y = Scale([each[1] for at in series.values() for each in at], bottom, top)
    parts = []
    for tick in x.ticks():
        parts += [line(x(tick), top, x(tick), bottom), text(x(tick), bottom + 14, short(tick), "middle")]
    for tick in y.ticks():
        parts += [line(left, y(tick), right, y(tick)), text(left - 6, y(tick) + 4, short(tick), "end")]
    parts += [text((left + right) / 2, bottom + 32, across, "middle"), text(left, top - 6, up)]
    if linear:
        steepest = next(iter(series.values()))[-1]
        x0 = 10.0**x.low
        y0 = steepest[1] * x0 / steepest[0]
        if y0 < 10.0**y.low:
            x0, y0 = x0 * 10.0**y.low / y0, 10.0**y.low
        parts.append(line(x(x0), y(y0), x(steepest[0]), y(steepest[1]), "#999", 'stroke-dasharray="4 4"'))
    for place, (name, at) in enumerate(series.items()):
        path = " ".join(f"{x(a):.1f},{y(b):.1f}" for a, b in at)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour(name)}" stroke-width="2"/>')
        parts += [f'<circle cx="{x(a):.1f}" cy="{y(b):.1f}" r="3" fill="{colour(name)}"/>' for a, b in at]
        row = top + 16 * place
        parts.append(f'<rect x="{right + 16}" y="{row - 8}" width="10" height="10" fill="{colour(name)}"/>')
        parts.append(text(right + 32, row + 1, name))
    if linear:
        parts.append(text(right + 16, top + 16 * len(series) + 1, "- - linear growth", extra='fill="#666"'))
    return frame(width, height, title, parts)
