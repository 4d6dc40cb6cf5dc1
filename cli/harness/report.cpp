#include "report.hpp"

#include <algorithm>

#include "emend/text.hpp"

#include "src/json_text.hpp"

namespace emend::cli {
namespace {

constexpr std::size_t most_shown = 400;

std::string column(std::size_t number) {
    const auto text = std::to_string(number);
    return std::string(text.size() < 8 ? 8 - text.size() : 1, ' ') + text;
}

std::string row(const suite_counts& counts, const std::string& name) {
    return column(counts.passed) + column(counts.failed) + column(counts.skipped) + "  " + one_line(name) +
           "\n";
}

suite_counts sum(const std::vector<suite_run>& runs) {
    suite_counts all;
    for (const auto& run : runs) {
        const auto one = count(run.verdicts);
        all.passed += one.passed;
        all.failed += one.failed;
        all.skipped += one.skipped;
    }
    return all;
}

std::string field(const char* name, const std::string& text) {
    return text.empty() ? "" : std::string(name) + one_line(shortened(text, most_shown)) + "\n";
}

std::string story(const verdict& v) {
    std::string out;
    out += field("    why       ", v.of->why);
    out += field("    asked     ", "{" + v.of->asked.line() + "}");
    out += field("    expected  ", in_words(v.of->right));
    out += field("    got       ", got_words(v.found));
    return out;
}

std::string skip_reason(const verdict& v) {
    if (!v.of->skipped.empty()) return v.of->skipped;
    return "\"" + v.of->asked.verb + "\" is unsupported";
}

// A text that is JSON stands as it is, another as a string.
std::string as_json(const std::string& text) { return text::index().parse(text) ? text : in_quotes(text); }

std::string json_case(const verdict& v) {
    const std::string what = v.skipped() ? "skipped" : v.failed() ? "failed" : "passed";
    std::string out = "{\"name\":" + in_quotes(v.of->name) + ",\"outcome\":\"" + what + "\"";
    if (v.skipped()) return out + ",\"reason\":" + in_quotes(skip_reason(v)) + "}";
    if (!v.failed()) return out + "}";
    if (!v.of->why.empty()) out += ",\"why\":" + in_quotes(v.of->why);
    out += ",\"kind\":\"" + std::string(to_string(v.found)) + "\"";
    out += ",\"input\":" + as_json("{" + v.of->asked.line() + "}");
    out += ",\"expected\":" + in_quotes(in_words(v.of->right));
    return out + ",\"got\":" + in_quotes(got_words(v.found)) + "}";
}

std::string json_counts(const suite_counts& counts) {
    return "\"passed\":" + std::to_string(counts.passed) + ",\"failed\":" + std::to_string(counts.failed) +
           ",\"skipped\":" + std::to_string(counts.skipped);
}

// XML holds no control characters but tab and line end, however escaped.
std::string in_xml(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&') {
            out += "&amp;";
        } else if (c == '<') {
            out += "&lt;";
        } else if (c == '>') {
            out += "&gt;";
        } else if (c == '"') {
            out += "&quot;";
        } else if (c == '\n' || c == '\t' || static_cast<unsigned char>(c) >= 0x20) {
            out += c;
        } else {
            out += one_line(std::string_view(&c, 1));
        }
    }
    return out;
}

std::string attribute(const char* name, const std::string& value) {
    return std::string(" ") + name + "=\"" + in_xml(one_line(value)) + "\"";
}

std::string xml_counts(const suite_counts& counts) {
    return attribute("tests", std::to_string(counts.passed + counts.failed + counts.skipped)) +
           attribute("failures", std::to_string(counts.failed)) +
           attribute("skipped", std::to_string(counts.skipped));
}

std::string xml_case(const verdict& v, const std::string& suite_name) {
    std::string out = "    <testcase" + attribute("classname", suite_name) + attribute("name", v.of->name);
    if (v.skipped()) return out + "><skipped" + attribute("message", skip_reason(v)) + "/></testcase>\n";
    if (!v.failed()) return out + "/>\n";
    return out + "><failure" + attribute("type", std::string(to_string(v.found))) +
           attribute("message", shortened(in_words(v.of->right), most_shown) + " was expected, got " +
                                    shortened(got_words(v.found), most_shown)) +
           ">\n" + in_xml(story(v)) + "    </failure></testcase>\n";
}

}  // namespace

suite_counts count(const std::vector<verdict>& verdicts) {
    suite_counts all;
    for (const auto& v : verdicts) ++(v.skipped() ? all.skipped : v.failed() ? all.failed : all.passed);
    return all;
}

std::string shortened(const std::string& text, std::size_t most) {
    if (text.size() <= most) return text;
    auto end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;  // a whole code point
    return text.substr(0, end) + "... (" + std::to_string(text.size()) + " bytes)";
}

std::string table_report(const std::vector<suite_run>& runs) {
    std::string out = "  passed  failed skipped  suite\n";
    for (const auto& run : runs) out += row(count(run.verdicts), run.of->name);
    if (runs.size() > 1) out += row(sum(runs), "all");
    for (const auto& run : runs)
        for (const auto& v : run.verdicts)
            if (v.failed()) out += "\n" + one_line(run.of->name + ": " + v.of->name) + "\n" + story(v);
    return out;
}

std::string json_report(const std::vector<suite_run>& runs, const std::string& subject) {
    std::string out = "{\"subject\":" + in_quotes(subject) + "," + json_counts(sum(runs)) + ",\"suites\":[";
    for (const auto& run : runs) {
        if (&run != runs.data()) out += ",";
        out += "\n{\"name\":" + in_quotes(run.of->name) + "," + json_counts(count(run.verdicts)) +
               ",\"cases\":[";
        for (const auto& v : run.verdicts) out += (&v == run.verdicts.data() ? "\n" : ",\n") + json_case(v);
        out += "]}";
    }
    return out + "]}\n";
}

std::string junit_report(const std::vector<suite_run>& runs, const std::string& subject) {
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" +
                      attribute("name", "conform " + subject) + xml_counts(sum(runs)) + ">\n";
    for (const auto& run : runs) {
        out += "  <testsuite" + attribute("name", run.of->name) + xml_counts(count(run.verdicts)) + ">\n";
        for (const auto& v : run.verdicts) out += xml_case(v, run.of->name);
        out += "  </testsuite>\n";
    }
    return out + "</testsuites>\n";
}

}  // namespace emend::cli
