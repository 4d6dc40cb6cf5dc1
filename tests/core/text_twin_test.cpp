// Tests text_twin.cpp: a text read beside another one has the table that it has on its own.

#include "../../core/src/text_twin.hpp"

#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "emend/testing/generators.hpp"

namespace emend::tests {
namespace {

struct place {
    std::uint32_t alone;
    std::uint32_t twin;
};

bool same_place(const text::node& a, const text::node& b) {
    return a.key == b.key && a.begin == b.begin && a.end == b.end;
}

// "" when every value is found where it is.
std::string disagreement(const detail::text_twin& twin, const text::index& alone, const text::index& guide) {
    std::vector<place> waiting{{0, 0}};
    while (!waiting.empty()) {
        const auto [x, y] = waiting.back();
        waiting.pop_back();
        if (!same_place(alone.nodes()[x], twin.nodes()[y])) return "node " + std::to_string(x);
        if (const auto same = twin.same_as(y); same != text::node::none) {
            const auto& old = guide.nodes()[same];
            const auto& now = twin.nodes()[y];
            if (guide.source().substr(old.begin, old.end - old.begin) !=
                twin.source().substr(now.begin, now.end - now.begin)) {
                return "not the same: " + std::to_string(x);
            }
        }
        const char first = alone.source()[alone.nodes()[x].begin];
        if (first != '{' && first != '[') continue;
        if (twin.values_in(y) != alone.nodes()[x].next - x) return "number of values in " + std::to_string(x);
        auto [at, last] = twin.children(y);
        for (auto child = x + 1; child < alone.nodes()[x].next; child = alone.nodes()[child].next) {
            if (at == last) return "too few in " + std::to_string(x);
            waiting.push_back({child, at});
            at = twin.nodes()[at].next;
        }
        if (at != last) return "too many in " + std::to_string(x);
    }
    return "";
}

struct outcome {
    bool read = false;
    std::string wrong{};
};

outcome read_beside(const std::string& before, const std::string& after, detail::text_twin& twin) {
    text::index guide;
    text::index alone;
    if (!guide.parse(before)) return {false, "the guide is broken"};
    const bool right = alone.parse(after).has_value();
    if (!twin.read(after, guide, {})) return {};
    if (!right) return {true, "took what is wrong"};
    return {true, disagreement(twin, alone, guide)};
}

outcome read_beside(const std::string& before, const std::string& after) {
    detail::text_twin twin;
    return read_beside(before, after, twin);
}

std::string rows(int from, int to, int changed = -1, int skipped = -1) {
    std::string json = "[";
    for (int i = from; i < to; ++i) {
        if (i == skipped) continue;
        json += json.size() > 1 ? "," : "";
        json += R"({"id":)" + std::to_string(i) + R"(,"name":"row number )" + std::to_string(i) +
                R"(","tags":["a","b"],"n":{"x":)" + std::to_string(i == changed ? -5 : i * 2) + "}}";
    }
    return json + "]";
}

TEST(TextTwin, ReadsBesideAnEditedText) {
    const auto before = rows(0, 200);
    for (const auto& after :
         {rows(0, 200), rows(0, 200, 0), rows(0, 200, 199), rows(0, 200, 77), rows(1, 200), rows(0, 199),
          rows(0, 201), rows(-1, 200), rows(0, 200, -1, 100), rows(0, 200, 50, 51), " " + before + "\n"}) {
        const auto got = read_beside(before, after);
        EXPECT_TRUE(got.read) << after;
        EXPECT_EQ(got.wrong, "") << after;
    }
}

TEST(TextTwin, ReadsMembersThatComeGoAndChange) {
    const std::string rest = ",\"filler\":" + rows(0, 40) + "}";
    const std::string before = R"({"a":1,"b":{"c":true,"d":[1,2]},"e":"text","f":null)" + rest;
    for (const std::string after :
         {R"({"a":12,"b":{"c":true,"d":[1,2]},"e":"text","f":null)",
          R"({"a":1,"b":{"c":true,"d":[1,2,3]},"e":"text","f":null)",
          R"({"a":1,"b":{"c":true},"e":"text","f":null)",
          R"({"a":1,"b":{"c":true,"d":[1,2]},"e":"text\u00e9","f":null)", R"({"e":"text","f":null)",
          R"({"a":1,"new":[{"x":1}],"b":{"c":true,"d":[1,2]},"e":"text","f":null)",
          R"({"a":1,"b":[1],"e":"text","f":null)",
          R"({"a": 1,"b" :{"c":true , "d":[1, 2]},"e":"text","f":null)",
          R"({"f":null,"a":1,"b":{"c":true,"d":[1,2]},"e":"text")"}) {
        const auto got = read_beside(before, after + rest);
        EXPECT_TRUE(got.read) << after;
        EXPECT_EQ(got.wrong, "") << after;
    }
}

TEST(TextTwin, LeavesToOthersWhatIsWrong) {
    const std::string rest = R"(,"filler":[1,2,3,{"deep":[[],{},"some text to make it worth while"]}]})";
    const std::string before = R"({"a":1,"b":{"c":true,"d":[1,2]},"e":"text")" + rest;
    for (const std::string after :
         {R"({"a":01,"b":{"c":true,"d":[1,2]},"e":"text")",
          R"({"a":1,"a":1,"b":{"c":true,"d":[1,2]},"e":"text")",
          R"({"a":1,"b":{"c":true,"c":true,"d":[1,2]},"e":"text")",
          R"({"a":1,"b":{"c":true,"d":[1,2},"e":"text")",
          R"({"a":1,"b":{"c":true,"d":[1,2]},"e":"te)"
          "\xff"
          R"(t")",
          R"({"a":1,"b":{"c":true,"d":[1,2],},"e":"text")", R"({"a":1"b":{"c":true,"d":[1,2]},"e":"text")",
          R"({"a":1,"b":{"c":true,"d":[1,2]],"e":"text")", R"({"a":1,"b":{"c":true,"d":[1,2]},"filler":1)",
          R"(["a":1,"b":{"c":true,"d":[1,2]},"e":"text")", R"({"a":1x,"b":{"c":true,"d":[1,2]},"e":"text")",
          R"({"a":tru,"b":{"c":true,"d":[1,2]},"e":"text")", R"({"a":1,,"b":{"c":true,"d":[1,2]},"e":"text")",
          R"({"a":1,"b":{"c":true,"d":[1,2]},"\u0065":1,"e":"text")"}) {
        EXPECT_FALSE(read_beside(before, after + rest).read) << after;
    }
    EXPECT_FALSE(read_beside(before, before + "x").read);
    EXPECT_FALSE(read_beside(before, before.substr(0, before.size() - 1)).read);
    EXPECT_FALSE(read_beside("[1]", "{}").read);
}

TEST(TextTwin, GivesUpWhereLittleIsTheSame) { EXPECT_FALSE(read_beside(rows(0, 200), rows(500, 700)).read); }

TEST(TextTwin, RefusesWhatNestsTooDeep) {
    const std::string before = "[" + std::string(100, ' ') + "[[[0]]]]";
    const std::string after = "[" + std::string(100, ' ') + "[[[[0]]]]]";
    text::index guide;
    ASSERT_TRUE(guide.parse(before));
    detail::text_twin twin;
    text::read_options options;
    options.limit.depth = 4;
    EXPECT_FALSE(twin.read(after, guide, options));
    options.limit.depth = 5;
    EXPECT_TRUE(twin.read(after, guide, options));
}

RC_GTEST_PROP(TextTwinProp, agreesWithAReadingOnItsOwn, ()) {
    const auto before = *testing::document();
    const auto after = *testing::edited(before);
    const auto indent = *rc::gen::element(-1, 1);
    static detail::text_twin kept;
    const auto got = read_beside(before.dump(indent), after.dump(indent), kept);
    RC_CLASSIFY(got.read);
    RC_ASSERT(got.wrong == "");
}

// Bytes changed, put in or taken out: nothing wrong is taken, nothing right is misread.
RC_GTEST_PROP(TextTwinProp, agreesOnTextsWithBytesChanged, ()) {
    const auto before = rows(0, 12);
    auto after = before;
    for (auto changes = *rc::gen::inRange(1, 4); changes > 0; --changes) {
        const auto at = *rc::gen::inRange<std::size_t>(0, after.size());
        const auto byte = *rc::gen::elementOf(std::string("{}[]\",:\\0123-+.eEtrufalsn \nabid"));
        switch (*rc::gen::inRange(0, 3)) {
            case 0:
                after[at] = byte;
                break;
            case 1:
                after.insert(at, 1, byte);
                break;
            default:
                after.erase(at, 1);
        }
    }
    RC_LOG() << after << '\n';
    const auto got = read_beside(before, after);
    RC_CLASSIFY(got.read);
    RC_ASSERT(got.wrong == "");
}

// Elements taken out, doubled, put elsewhere.
RC_GTEST_PROP(TextTwinProp, agreesOnArraysThatShift, ()) {
    auto list = ordered_json::parse(rows(0, 40));
    const auto before = list.dump();
    for (auto changes = *rc::gen::inRange(1, 6); changes > 0; --changes) {
        const auto at = *rc::gen::inRange<std::size_t>(0, list.size());
        const auto value = list[at];
        if (*rc::gen::arbitrary<bool>()) list.erase(at);
        if (*rc::gen::arbitrary<bool>())
            list.insert(list.begin() + *rc::gen::inRange(0, static_cast<int>(list.size())), value);
    }
    const auto got = read_beside(before, list.dump());
    RC_CLASSIFY(got.read);
    RC_ASSERT(got.wrong == "");
}

}  // namespace
}  // namespace emend::tests
