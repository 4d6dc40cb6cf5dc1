// Exports html_page().

#include "emend/error.hpp"

#include "operations.hpp"

namespace emend::cli {
namespace {

constexpr std::string_view style = R"(
body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
h1{font-size:1.2rem}table{border-collapse:collapse;width:100%}
td{padding:.35rem .6rem;border-top:1px solid #ddd;vertical-align:top}
code{font:13px/1.45 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
.op{font-weight:600}.add .op{color:#1a7f37}.remove .op{color:#cf222e}.replace .op{color:#9a6700}
.move .op,.copy .op{color:#0969da}.test .op{color:#777}
@media(prefers-color-scheme:dark){body{color:#ddd;background:#161616}td{border-color:#333}}
)";

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string code(std::string_view text) { return "<code>" + escaped(one_line(text)) + "</code>"; }

std::string shown_path(const std::string& path) { return path.empty() ? "whole document" : code(path); }

std::string row(const shown_operation& each) {
    std::string out =
        "<tr class=\"" + escaped(each.op) + "\"><td class=\"op\">" + escaped(each.op) + "</td><td>";
    if (each.from) out += shown_path(*each.from) + " &rarr; ";
    out += shown_path(each.path) + "</td><td>";
    if (each.value) out += code(*each.value);
    return out + "</td></tr>\n";
}

}  // namespace

std::string html_page(const std::vector<shown_operation>& operations, std::string_view before,
                      std::string_view after) {
    const std::string title = escaped(one_line(before)) + " &rarr; " + escaped(one_line(after));
    std::string out = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>" +
                      title + "</title>\n<style>" + std::string(style) + "</style>\n</head>\n<body>\n<h1>" +
                      title + "</h1>\n<p>" + std::to_string(operations.size()) + " operations</p>\n<table>\n";
    for (const auto& each : operations) out += row(each);
    return out + "</table>\n</body>\n</html>\n";
}

}  // namespace emend::cli
