// Exports the suites built in.

#include "builtin.hpp"

#include "src/nearest.hpp"

namespace emend::cli {
namespace {

constexpr std::string_view prefix = "builtin/";

std::string nested(std::size_t depth, std::string_view inside) {
    return std::string(depth, '[') + std::string(inside) + std::string(depth, ']');
}

std::string member(std::string_view name, const std::string& value) {
    return ",\"" + std::string(name) + "\":" + value;
}

std::string record(std::string_view comment, std::string_view why, const std::string& members) {
    return "{\"comment\":\"" + std::string(comment) + "\",\"why\":\"" + std::string(why) + "\"" + members +
           "}";
}

// Linear ways to compare find these at once; exponential ones double their time with each level.
std::string slow_cases() {
    constexpr std::size_t depth = 64;
    const auto one = nested(depth, "1");
    const auto two = nested(depth, "2");
    const auto why =
        "Comparing is linear in the size of what is compared; at 64 levels a doubling "
        "with each level does not end in a lifetime.";
    return record("test of arrays 64 deep that differ inside", why,
                  member("doc", one) + member("patch", R"([{"op":"test","path":"","value":)" + two + "}]") +
                      member("error", "\"test_failed\"")) +
           "," +
           record("diff of arrays 64 deep that differ inside", why,
                  member("do", "\"diff\"") + member("before", one) + member("after", two));
}

std::string doubling_case() {
    std::string patch = "[";
    for (int i = 0; i < 16; ++i)
        patch += std::string(i == 0 ? "" : ",") + R"({"op":"copy","from":"/a","path":"/a/-"})";
    return record("16 copies of an array into itself",
                  "Each doubles the document: 40 of them, in 2 KB of patch, make "
                  "a terabyte unless a limit stops them.",
                  member("doc", R"({"a":[0]})") + member("patch", patch + "]") + member("survives", "true"));
}

std::string deep_cases() {
    constexpr std::size_t depth = 100'000;
    const auto why =
        "Whoever recurses on the input is ended by 200 KB of brackets; an error is as good as a result.";
    const auto deep = "\"" + nested(depth, "") + "\"";
    const auto other = "\"" + nested(depth, "0") + "\"";
    const auto survives = member("survives", "true");
    return record("a document 100,000 deep", why,
                  member("doc_text", deep) + member("patch", R"([{"op":"test","path":"","value":1}])") +
                      survives) +
           "," +
           record("a test against a value 100,000 deep", why,
                  member("doc_text", deep) +
                      member("patch_text", R"("[{\"op\":\"test\",\"path\":\"\",\"value\":)" +
                                               nested(depth, "0") + R"(}]")") +
                      survives) +
           "," +
           record("a diff of documents 100,000 deep", why,
                  member("do", "\"diff\"") + member("before_text", deep) + member("after_text", other) +
                      survives) +
           "," +
           record("a merge of documents 100,000 deep", why,
                  member("do", "\"merge\"") + member("doc_text", deep) + member("merge_patch_text", other) +
                      survives);
}

outcome<suite> read_one(std::string_view name) {
    std::string own;
    std::string_view text;
    for (const auto& [each, words] : embedded_suites())
        if (each == name) text = words;
    if (text.empty()) {
        own = "[" + slow_cases() + "," + doubling_case() + "," + deep_cases() + "]";
        text = own;
    }
    auto read = read_suite(std::string(prefix) + std::string(name), text);
    if (!read) return fail(from_error(read.error()));
    return std::move(*read);
}

}  // namespace

std::vector<std::string_view> builtin_names() {
    std::vector<std::string_view> names;
    for (const auto& each : embedded_suites()) names.push_back(each.first);
    names.emplace_back("hostile");
    return names;
}

outcome<std::vector<suite>> builtin_suites(std::string_view name) {
    const auto known = builtin_names();
    const bool one = name.rfind(prefix, 0) == 0;
    if (!one && name != "builtin")
        return fail(
            usage_error("no suite \"" + std::string(name) + "\" is built in" + hint(name, {"builtin"})));
    std::vector<suite> all;
    for (const auto each : known) {
        if (one && each != name.substr(prefix.size())) continue;
        auto read = read_one(each);
        if (!read) return fail(std::move(read).error());
        all.push_back(std::move(*read));
    }
    if (!all.empty()) return all;
    const auto typed = name.substr(prefix.size());
    return fail(usage_error("no suite \"" + std::string(typed) + "\" is built in" + hint(typed, known)));
}

}  // namespace emend::cli
