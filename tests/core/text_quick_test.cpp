// Tests quick_walk.hpp in both lanes: what is told in one walk is what the stages of the diff would say, and
// what takes thought is left to them.

#include "../../core/src/text_quick.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include "emend/diff.hpp"
#include "emend/document.hpp"
#include "emend/text.hpp"

#include "../../core/src/text_mirror.hpp"

namespace emend::tests {
namespace {

// Nothing where it takes the stages.
std::optional<std::string> told(const std::string& before, const std::string& after,
                                const diff_options& options = {}) {
    text::index a;
    text::index b;
    if (!a.parse(before) || !b.parse(after)) return "no JSON";
    detail::text_quick quick;
    const bool by_spelling = options.numbers == number_mode::spelling;
    const bool done = quick.run(detail::text_diff_view(a, by_spelling), 0,
                                detail::text_diff_view(b, by_spelling), 0, options);
    return done ? std::optional(std::string(quick.patch())) : std::nullopt;
}

// Long enough for no change to be worth replacing the whole.
const std::string rest =
    R"("rest":"a value that stays and is long enough to make it dear to replace all of it, which )"
    R"(nobody wants, and a little longer than that, to be on the safe side, as it is said"})";

std::optional<std::string> mirrored(const std::string& before, const std::string& after,
                                    const diff_options& options = {});

TEST(TextQuick, TellsScalarsThatChangeComeAndGo) {
    EXPECT_EQ(told(R"({"a":1,"b/":{"c":[1,2,3],"d":"x"},"e":null,)" + rest,
                   R"({"new":[],"a":1,"b/":{"c":[1,2.0,4],"d":7},)" + rest),
              std::nullopt);
    EXPECT_EQ(told(R"({"a":1,"b/":{"c":[1,2,3],"d":"x",)" + rest + R"(,"e":null,)" + rest,
                   R"({"new":true,"a":1.0,"b/":{"c":[1,2.0,4],"d":7,)" + rest + "," + rest),
              R"([{"op":"replace","path":"/b~1/c/2","value":4},{"op":"replace","path":"/b~1/d","value":7},)"
              R"({"op":"remove","path":"/e"},{"op":"add","path":"/new","value":true}])");
    EXPECT_EQ(told("{" + rest, "{" + rest), "[]");
}

TEST(TextQuick, LeavesToTheStagesWhatTakesThought) {
    const auto same = [](const std::string& a, const std::string& b) { return told(a + rest, b + rest); };
    EXPECT_TRUE(same(R"({"a":123456,)", R"({"a":654321,)"));
    EXPECT_FALSE(same(R"({"a":123456,)", R"({"b":123456,)")) << "a rename";
    EXPECT_FALSE(same(R"({"a":123456,"b":7,)", R"({"a":7,"b":123456.0,)")) << "a value that moves";
    EXPECT_FALSE(same(R"({"a":"twelve","b":7,)", R"({"a":7,"b":"tw\u0065lve",)")) << "in another spelling";
    EXPECT_FALSE(same(
        R"({"a":{"b":"a string of thirty-two bytes at least"},"c":1,)",
        R"({"a":{"b":"a string of thirty-two bytes at least"},"c":"a string of thirty-two bytes at least",)"))
        << "a copy";
    EXPECT_FALSE(
        same(R"({"a":1,"c":1,)",
             R"({"a":"a string of thirty-two bytes at least","c":"a string of thirty-two bytes at least",)"))
        << "written twice";
    EXPECT_FALSE(same(R"({"a":[1,2],)", R"({"a":[1,2,3],)")) << "an element more";
    EXPECT_FALSE(same(R"({"a":[1,2,3,4,5,6,7,8],)", R"({"a":[1,3,2,4,5,6,7,8],)")) << "elements that moved";
    EXPECT_FALSE(same(R"({"a":[{"k":1,"v":2},{"k":3,"v":4}],)", R"({"a":[{"k":5,"v":2},{"k":1,"v":6}],)"))
        << "an element that is nearer to another one";
    EXPECT_FALSE(same(R"({"a":{"b":["123456","1"]},"c":"654321",)", R"({"a":{"b":["654321","2"]},"c":"7",)"))
        << "a part of what is replaced whole";
    EXPECT_FALSE(same(R"({"a":1,)", R"({"a":[1],)")) << "a container";
    EXPECT_FALSE(same(R"({"a":1,"\u0061b":1,)", R"({"ab":2,"a":1,)")) << "a name in another spelling";
    EXPECT_FALSE(told(R"({"a":1,"b":1})", R"({"a":2,"b":2})")) << "less to replace whole";
    EXPECT_FALSE(told("[1]", "{}"));
    EXPECT_FALSE(told("1", "2"));
}

TEST(TextQuick, TellsNeighboursThatKeepTheirPlaces) {
    const std::string list =
        R"(,{"k":11,"v":"a name"},{"k":12,"v":"another name"},"a string that is long"],)";
    EXPECT_EQ(told(R"({"a":[{"k":1,"v":2},{"k":3,"v":4})" + list + rest,
                   R"({"a":[{"k":1,"v":5},{"k":3,"v":6})" + list + rest),
              R"([{"op":"replace","path":"/a/0/v","value":5},{"op":"replace","path":"/a/1/v","value":6}])");
    EXPECT_EQ(told(R"({"a":["one","two","three")" + list + rest, R"({"a":["one","zwei",3)" + list + rest),
              R"([{"op":"replace","path":"/a/1","value":"zwei"},{"op":"replace","path":"/a/2","value":3}])");
}

// Elements 0 to 99 of an array, some of them others, and what the stages say.
struct long_list {
    std::vector<std::string> before = std::vector<std::string>(100);
    std::vector<std::string> after{};

    template <class F>
    explicit long_list(F element) {
        for (std::size_t i = 0; i < before.size(); ++i) before[i] = element(i);
        after = before;
    }
    static std::string text(const std::vector<std::string>& all) {
        std::string out = "{" + rest.substr(0, rest.size() - 1) + ",\"list\":[";
        for (const auto& e : all) out += e + ",";
        out.back() = ']';
        return out + "}";
    }
    [[nodiscard]] std::optional<std::string> told() const { return tests::told(text(before), text(after)); }
    [[nodiscard]] std::string staged() const {
        return text::diff(text(before), text(after), {.self_check = true}).value();
    }
};

TEST(TextQuick, TellsNeighboursInALongArrayRunByRun) {
    const auto object = [](std::size_t i) {
        return "{\"id\":" + std::to_string(i) +
               ",\"name\":\"one of many\",\"v\":" + std::to_string(1000 + i) + "}";
    };
    long_list list(object);
    const auto edit = [&](std::size_t i) {
        list.after[i].replace(list.after[i].find("\"v\":") + 4, 2, "77");
    };
    for (const std::size_t i : {3U, 4U, 5U, 30U, 31U, 50U, 70U, 71U, 90U, 91U}) edit(i);
    EXPECT_EQ(list.told(), list.staged());
    edit(20);
    edit(21);
    EXPECT_EQ(list.told(), std::nullopt) << "more runs than it keeps";
    for (const std::size_t i : {20U, 21U, 90U, 91U}) list.after[i] = list.before[i];
    std::swap(list.after[30], list.after[31]);
    EXPECT_EQ(list.told(), std::nullopt) << "nearer to the other one";
    list.after = list.before;
    for (const std::size_t i : {3U, 4U, 30U, 66U}) edit(i);
    EXPECT_EQ(list.told(), list.staged());
    list.after[66] = list.before[66];
    EXPECT_EQ(list.told(), std::nullopt) << "a short stretch is aligned as a whole";
}

// Two elements side by side whose insides change, in a short array and in a long one.
struct neighbours {
    std::string first{};
    std::string second{};

    void put_into(std::vector<std::string>& all) const {
        all[7] = first;
        all[8] = second;
    }
};

void expect_deep_neighbours(const neighbours& before, const neighbours& after, bool told) {
    long_list list([](std::size_t i) {
        return "{\"id\":" + std::to_string(100 + i) + R"(,"other":"than the two in the middle"})";
    });
    before.put_into(list.before);
    after.put_into(list.after = list.before);
    ASSERT_EQ(list.told().has_value(), told) << after.first;
    if (told) {
        EXPECT_EQ(list.told(), list.staged());
    }
    list.before = {"[]", before.first, before.second, "[]"};
    list.after = {"[]", after.first, after.second, "[]"};
    ASSERT_EQ(list.told().has_value(), told) << after.first;
    if (told) {
        EXPECT_EQ(list.told(), list.staged());
    }
}

const std::string long_text = "\"" + std::string(800, 't') + "\"";

TEST(TextQuick, TellsDeepNeighbours) {
    const auto object = [](int id, int value) {
        return "{\"id\":" + std::to_string(id) + R"(,"in":[{"v":)" + std::to_string(value) +
               "}],\"w\":" + std::to_string(value + 1) + ",\"text\":" + long_text + "}";
    };
    expect_deep_neighbours({object(1, 10), object(2, 20)}, {object(1, 30), object(2, 40)}, true);
    expect_deep_neighbours({object(1, 10), object(2, 20)}, {object(1, 20), object(2, 10)}, false);
    expect_deep_neighbours({object(1, 10), object(2, 20)}, {object(3, 30), object(2, 40)}, true);
    expect_deep_neighbours({object(1, 10), object(2, 20)}, {object(2, 30), object(1, 40)}, false);
    expect_deep_neighbours({object(1, 10), object(1, 20)}, {object(1, 20), object(1, 30)}, false);
    expect_deep_neighbours({object(1, 10), "[[1]]"}, {object(1, 20), "[[2]]"}, false);
}

TEST(TextQuick, LeavesDeepNeighboursToTheStagesWhoseInsidesChangeALot) {
    const auto object = [](int id, int from, int changed) {
        std::string inside;
        for (int n = 0; n < 9; ++n)
            inside += "\"n" + std::to_string(n) + "\":" + std::to_string(n < changed ? from + n : n) + ",";
        return "{\"id\":" + std::to_string(id) + ",\"in\":[{" + inside + "\"text\":" + long_text + "}]}";
    };
    const auto swapped = [&](int changed, bool told) {
        expect_deep_neighbours({object(1, 100, changed), object(2, 200, changed)},
                               {object(1, 200, changed), object(2, 100, changed)}, told);
    };
    swapped(1, true);
    swapped(7, false);
}

// An estimate sees that they changed, not how little.
TEST(TextQuick, LeavesNeighboursToTheStagesThatAreTooDeep) {
    const auto nested = [](int id, int value) {
        return "{\"id\":" + std::to_string(id) + R"(,"in":[[{"v":[)" + std::to_string(value) +
               "],\"text\":" + long_text + "}]]}";
    };
    expect_deep_neighbours({nested(1, 10), nested(2, 20)}, {nested(1, 20), nested(2, 10)}, false);
    const auto beyond = [](int id, int value) {
        return "{\"id\":" + std::to_string(id) + R"(,"in":{"v":[)" + std::to_string(value) + "," + long_text +
               "]}}";
    };
    expect_deep_neighbours({beyond(1, 10), beyond(2, 20)}, {beyond(1, 20), beyond(2, 10)}, false);
    const auto many = [](int id, int value) {
        std::string all;
        for (int n = 0; n < 5; ++n)
            all += R"({"v":)" + std::to_string(value + n) + ",\"text\":" + long_text + "},";
        all.pop_back();
        return "{\"id\":" + std::to_string(id) + ",\"in\":[" + all + "]}";
    };
    expect_deep_neighbours({many(1, 10), many(2, 20)}, {many(1, 20), many(2, 10)}, false);
}

TEST(TextQuick, TellsNeighbouringArraysThatAgreeInMostPlaces) {
    const auto ring = [](std::size_t i) {
        std::string points = "[";
        for (std::size_t n = 0; n < 20; ++n)
            points += "[" + std::to_string(n * 37 + i) + "," + std::to_string(n * 91 + i) + "],";
        points.back() = ']';
        return points;
    };
    long_list list(ring);
    const auto edit = [&](std::size_t i) { list.after[i].insert(list.after[i].size() - 2, ".5"); };
    edit(0);
    edit(99);
    for (std::size_t i = 10; i < 30; ++i) edit(i);
    EXPECT_EQ(list.told(), list.staged());
    EXPECT_EQ(mirrored(long_list::text(list.before), long_list::text(list.after)), list.staged());
    for (std::size_t i = 30; i < 32; ++i) {
        for (std::size_t n = 0; n < 4; ++n)
            list.after[i].insert(list.after[i].find("[" + std::to_string(n * 37 + i) + ",") + 1, "1");
    }
    EXPECT_EQ(list.told(), std::nullopt) << "too many in front";
}

TEST(TextQuick, TellsManyDifferences) {
    long_list list([](std::size_t i) {
        return "[1,\"" + std::to_string(i) +
               "\",\"a string that stays and makes it dear to replace all of it\",2]";
    });
    for (std::size_t i = 0; i < 100; i += 4) list.after[i].replace(1, 1, "3").insert(5, "1000");
    EXPECT_EQ(list.told(), list.staged());
    EXPECT_EQ(json::parse(list.staged()).size(), 50U);
    for (std::size_t i = 1; i < 100; i += 4) list.after[i].replace(1, 1, "3");
    EXPECT_EQ(list.told(), std::nullopt) << "of too many elements";
}

// `size` strings, a few of them others than `salt` 0 gives, the first and the last among them.
std::string strings(std::size_t size, std::size_t salt) {
    std::string out = R"({"a":[)";
    for (std::size_t i = 0; i < size; ++i) {
        const bool other = i < 2 || i + 1 == size || i % 4 == 1;
        out += (i == 0 ? "\"string " : ",\"string ") + std::to_string(i + (other ? salt : 0)) + '"';
    }
    return out + "],";
}

TEST(TextQuick, LooksAtShortStretchesOnly) {
    const auto in_place = [](std::size_t size) {
        return told(strings(size, 0) + rest, strings(size, 1000) + rest).has_value();
    };
    EXPECT_TRUE(in_place(15));
    EXPECT_FALSE(in_place(16)) << "more than it has room for";
    EXPECT_FALSE(in_place(17));
}

TEST(TextQuick, ReplacesSmallContainersWhole) {
    EXPECT_EQ(
        told(R"({"a":[ 1, 2 ],"b":{"c" : 1,"d":2},)" + rest, R"({"a":[ 3, 4 ],"b":{"c" : 5,"d":6},)" + rest),
        R"([{"op":"replace","path":"/a","value":[3,4]},{"op":"replace","path":"/b","value":{"c":5,"d":6}}])");
}

// A text beside another one that has been read.
std::optional<std::string> mirrored(const std::string& before, const std::string& after,
                                    const diff_options& options) {
    text::index a;
    if (!a.parse(before)) return "no JSON";
    detail::text_mirror mirror;
    if (!mirror.read(after, a, {})) return std::nullopt;
    const detail::text_diff_view view(a, options.numbers == number_mode::spelling);
    detail::text_quick quick;
    const detail::mirror_view beside(view, mirror.changes(), after.data() + after.size(),
                                     mirror.has_escapes());
    const bool done = quick.run(view, view.root(), beside, options);
    return done ? std::optional(std::string(quick.patch())) : std::nullopt;
}

// Each text ends right behind the last value: nobody may read on.
TEST(TextQuick, WritesNamesAndValuesOfAnyLength) {
    const std::string padding = "{\"padding\":\"" + std::string(600, 'p') + "\",";
    for (std::size_t length = 0; length < 70; ++length) {
        for (const std::string mark : {"", "~", "/", "\\n"}) {
            for (const std::size_t at : {length / 3, length}) {
                const auto name = std::string(at, 'n') + mark + std::string(length - at, 'n');
                const auto token = std::string(at, 'n') +
                                   (mark == "~"   ? "~0"
                                    : mark == "/" ? "~1"
                                                  : mark) +
                                   std::string(length - at, 'n');
                const auto text = [&](char c) {
                    return padding + "\"" + name + "\":{\"\":\"" + std::string(70 - length, c) + "\"}}";
                };
                const auto wanted = R"([{"op":"replace","path":"/)" + token + R"(/","value":")" +
                                    std::string(70 - length, 'b') + R"("}])";
                EXPECT_EQ(told(text('a'), text('b')), wanted);
                EXPECT_EQ(mirrored(text('a'), text('b')), wanted);
            }
        }
    }
}

RC_GTEST_PROP(TextWriter, putsPiecesTogether, (const std::vector<std::string>& pieces)) {
    detail::text_writer out;
    std::string expected;
    for (const auto& p : pieces) {
        const std::vector<char> alone(p.begin(), p.end());  // with nothing behind it that may be read
        out.literal("\"/");
        out.piece({alone.data(), alone.size()});
        out.piece(p, p.data() + p.size());
        out.number(static_cast<std::uint32_t>(p.size() * 123'456'789));
        expected += "\"/" + p + p + std::to_string(static_cast<std::uint32_t>(p.size() * 123'456'789));
        if (p.size() % 3 == 0) {
            out.cut(out.size() / 2);
            expected.resize(expected.size() / 2);
        }
        detail::text_writer twice;
        twice.piece(out);
        twice.piece(out);
        RC_ASSERT(twice.view() == expected + expected);
    }
    RC_ASSERT(out.view() == expected);
    out.clear();
    RC_ASSERT(out.view().empty());
}

TEST(TextMirror, ReadsScalarsThatDiffer) {
    EXPECT_EQ(
        mirrored(R"({"a":1,"b/":{"c":[1,2,3],"d":"x\u0041"},"e":null,)" + rest,
                 R"({"a":1.0,"b/":{"c":[1,2.0,-4e1],"d":"xA"},"e":"\né",)" + rest),
        R"([{"op":"replace","path":"/b~1/c/2","value":-4e1},{"op":"replace","path":"/e","value":"\né"}])");
    EXPECT_EQ(mirrored("[12,{" + rest + "]", "[123,{" + rest + "]"),
              R"([{"op":"replace","path":"/0","value":123}])");
    EXPECT_EQ(mirrored("{" + rest, "{" + rest), "[]");
    EXPECT_EQ(mirrored(R"({"a":1,)" + rest, R"({"a":1.0,)" + rest, {.numbers = number_mode::spelling}),
              R"([{"op":"replace","path":"/a","value":1.0}])");
}

TEST(TextMirror, LeavesAllElseToAReader) {
    const std::string before = R"({"a":[12,"b",true],"c":{}})";
    for (const auto* after :
         {R"({"a":[12,"b",true],"c":{}} )", R"({"a":[12,"b",true],"c":{})", "",
          R"({"a":[12,"b",true ],"c":{}})", R"({"a":[12,"b",true],"c":{"d":1}})",
          R"({"a":[12,"b",true],"d":{}})", R"({"a":[12,"b",[]],"c":{}})", R"({"a":[12,"b",trues],"c":{}})",
          R"({"a":[12.,"b",true],"c":{}})", R"({"a":[12x,"b",true],"c":{}})",
          R"({"a":[12,"b"x,true],"c":{}})", R"({"a":[012,"b",true],"c":{}})",
          R"({"a":[12,"\x",true],"c":{}})", R"({"a":[12,"b,true],"c":{}})", R"({"a":[,"b",true],"c":{}})"}) {
        EXPECT_EQ(mirrored(before, after), std::nullopt) << after;
    }
    EXPECT_EQ(mirrored(before, "{\"a\":[12,\"\xff\",true],\"c\":{}}"), std::nullopt);
    EXPECT_EQ(mirrored("1", "[]"), std::nullopt);
}

TEST(TextQuick, KeepsToItsOptions) {
    EXPECT_FALSE(told(R"({"a":123456,)" + rest, R"({"b":123456,)" + rest));
    EXPECT_TRUE(told(R"({"a":123456,)" + rest, R"({"b":123456,)" + rest, {.moves = false}));
    EXPECT_EQ(told(R"({"a":1,)" + rest, R"({"a":1.0,)" + rest, {.numbers = number_mode::spelling}),
              R"([{"op":"replace","path":"/a","value":1.0}])");
    diff_options shallow;
    shallow.limit.depth = 1;
    EXPECT_FALSE(told(R"({"b":[1],"a":[1],)" + rest, R"({"b":[1],"a":[2],)" + rest, shallow));
    EXPECT_FALSE(detail::is_plain({.minimal = true}));
    EXPECT_FALSE(detail::is_plain({.tests = test_mode::guards}));
    EXPECT_FALSE(detail::is_plain({.ignore = {"/a"}}));
    EXPECT_FALSE(detail::is_plain({.arrays = array_mode::set}));
    EXPECT_FALSE(detail::is_plain({.rules = {{"/a", array_mode::whole, ""}}}));
}

// Documents whose values are much alike, with changes of every kind: drawn number by number, so that
// they shrink.
class drawn_pair {
public:
    explicit drawn_pair(std::vector<unsigned> draws) : draws_(std::move(draws)) { value(3); }

    std::string before{};
    std::string after{};

private:
    unsigned draw(unsigned below) {
        if (at_ == draws_.size()) return 0;
        return draws_[at_++] % below;
    }
    const char* scalar() {
        static constexpr std::array all{"1",
                                        "1.0",
                                        "true",
                                        "null",
                                        "123456",
                                        "123456.0",
                                        "-12.5e4",
                                        R"("")",
                                        R"("short")",
                                        R"("sh\u006frt")",
                                        R"("thirty-two bytes are what it takes")",
                                        R"("thirty-two bytes are what it t\u0061kes")",
                                        R"("and this is another one of those: 32")"};
        return all[draw(all.size())];
    }
    void both(std::string_view text) {
        before += text;
        after += text;
    }
    void value(unsigned depth) {
        const auto what = depth == 3 ? 1 + draw(2) : draw(depth == 0 ? 1 : 3);
        if (what == 0) {
            const std::string old = scalar();
            before += old;
            after += draw(8) == 1 ? scalar() : old;
        } else {
            container(what == 1, depth);
        }
    }
    void container(bool object, unsigned depth) {
        static constexpr std::array names{"a", "b/c", "d~", "\\u0065", "a long name", "f", "g", "h"};
        both(object ? "{" : "[");
        for (unsigned n = 0, count = draw(names.size()); n < count; ++n) {
            const auto fate = draw(24);
            const auto mark = std::pair{before.size(), after.size()};
            if (before.back() != '{' && before.back() != '[') before += ',';
            if (after.back() != '{' && after.back() != '[') after += ',';
            if (object) both('"' + std::string(names[n]) + "\":");
            value(depth - 1);
            if (fate == 1) before.resize(mark.first);
            if (fate == 2) after.resize(mark.second);
        }
        both(object ? "}" : "]");
    }

    std::vector<unsigned> draws_;
    std::size_t at_ = 0;
};

std::vector<unsigned> filled(std::vector<unsigned> draws) {
    for (std::size_t n = 0; draws.size() < 60; ++n)
        draws.push_back(static_cast<unsigned>(n * 2654435761U >> 7U));
    return draws;
}

RC_GTEST_PROP(TextQuick, SaysWhatTheStagesSay, (std::vector<unsigned> draws)) {
    const drawn_pair pair(filled(std::move(draws)));
    diff_options options;
    options.moves = *rc::gen::arbitrary<bool>();
    options.copies = *rc::gen::arbitrary<bool>();
    if (*rc::gen::arbitrary<bool>()) options.numbers = number_mode::spelling;
    const auto quick = told(pair.before, pair.after, options);
    RC_CLASSIFY(quick.has_value(), "told");
    if (const auto beside = mirrored(pair.before, pair.after, options)) RC_ASSERT(beside == quick);
    if (!quick) return;
    options.self_check = true;  // takes the stages
    const auto whole = text::diff(pair.before, pair.after, options);
    RC_ASSERT(whole.has_value());
    RC_ASSERT(*quick == *whole);
}

// Long arrays of numbers, arrays and objects, changed in a few places, often side by side; what is changed
// sometimes changes places too.
class long_pair {
public:
    explicit long_pair(std::uint32_t seed) : random_(seed) {
        auto both = "{\"rest\":\"" + std::string(8000, '.') + "\"";
        before = both;
        after = both;
        for (unsigned n = 0, lists = 1 + below(3); n < lists; ++n) list(",\"" + std::to_string(n) + "\":[");
        before += '}';
        after += '}';
    }

    std::string before{};
    std::string after{};

private:
    struct pair {
        std::string old{};
        std::string now{};
        void all(const std::string& text) {
            old += text;
            now += text;
        }
    };

    unsigned below(unsigned n) { return static_cast<unsigned>(random_() % n); }
    bool one_in(unsigned n) { return below(n) == 0; }

    void list(const std::string& name) {
        const unsigned size = one_in(4) ? 2 + below(12) : 8 + below(150);
        const unsigned sparse = 4 + below(40);
        const unsigned dense = 1 + below(4);
        const unsigned kind = below(7);
        const unsigned swaps = 1 + below(6);
        pool_ = one_in(2) ? 30 : 1'000'000;
        head_ = 1 + below(5);
        sparse_ = 1 + below(8);
        padding_ = std::string(below(3) * below(120), 'p');
        tail_.clear();
        for (unsigned n = below(24); n > 0; --n) tail_ += ',' + std::to_string(n);
        std::vector<pair> all(size);
        bool changed = false;
        for (unsigned i = 0; i < size; ++i) {
            const bool beside = changed;
            changed = one_in(changed ? dense : sparse);
            element(all[i], kind == 4 ? below(4) : kind, changed);
            if (changed && beside && one_in(swaps)) std::swap(all[i - 1].now, all[i].now);
        }
        before += name;
        after += name;
        for (const auto& e : all) {
            before += e.old + ',';
            after += e.now + ',';
        }
        before.back() = ']';
        after.back() = ']';
    }
    void element(pair& to, unsigned kind, bool changed) {
        switch (kind) {
            case 0:
                return number(to, changed);
            case 1:  // they may agree in most places
                to.all("[");
                for (unsigned i = 0; i < head_; ++i) {
                    if (i > 0) to.all(",");
                    number(to, changed && one_in(2));
                }
                return to.all(tail_ + "]");
            case 2:
            case 3:
                return object(to, changed, kind == 3);
            default:
                return record(to, changed);
        }
    }
    // Whatever is in it may change, at any depth.
    void record(pair& to, bool changed) {
        const auto may_change = [&] { return changed && one_in(sparse_); };
        to.all("{\"id\":");
        number(to, may_change() && one_in(4));
        to.all(",\"o\":{\"x\":");
        number(to, may_change());
        to.all(",\"y\":[");
        number(to, may_change());
        to.all(",{\"z\":");
        number(to, may_change());
        to.all("}]},\"l\":[");
        for (unsigned i = 0; i < head_; ++i) {
            to.all(i > 0 ? ",{\"u\":" : "{\"u\":");
            number(to, may_change());
            to.all(",\"v\":[");
            number(to, may_change());
            to.all("]}");
        }
        to.all("],\"pad\":\"" + padding_ + "\"}");
    }
    void object(pair& to, bool changed, bool deep) {
        to.all("{\"id\":");
        number(to, changed && one_in(8));
        to.all(",\"a\":");
        number(to, changed);
        if (deep) {
            to.all(",\"b\":[");
            number(to, false);
            to.all(",[");
            number(to, changed && one_in(2));
            to.all("]]");
        }
        to.all(R"(,"c":"of all alike"})");
    }
    void number(pair& to, bool changed) {
        const auto old = std::to_string(below(pool_));
        to.old += old;
        to.now += changed ? std::to_string(below(pool_)) : old;
    }

    std::mt19937 random_;
    unsigned pool_ = 30;
    unsigned head_ = 1;
    unsigned sparse_ = 1;
    std::string tail_{};
    std::string padding_{};
};

template <class Json, class Pair>
void expect_the_stages_patch(const Pair& pair, diff_options options) {
    const auto before = Json::parse(pair.before);
    const auto after = Json::parse(pair.after);
    const auto quick = diff(before, after, options);
    options.self_check = true;
    const auto whole = diff(before, after, options);
    RC_ASSERT(quick.has_value() && whole.has_value());
    RC_ASSERT(*quick == *whole);
}

RC_GTEST_PROP(TextQuick, SaysOfLongArraysWhatTheStagesSay, (std::uint32_t seed)) {
    const long_pair pair(seed);
    diff_options options;
    options.moves = *rc::gen::arbitrary<bool>();
    options.copies = *rc::gen::arbitrary<bool>();
    const auto quick = told(pair.before, pair.after, options);
    RC_CLASSIFY(quick.has_value(), "told");
    if (const auto beside = mirrored(pair.before, pair.after, options)) RC_ASSERT(beside == quick);
    expect_the_stages_patch<json>(pair, options);
    if (!quick) return;
    options.self_check = true;  // takes the stages
    RC_ASSERT(*quick == text::diff(pair.before, pair.after, options).value());
}

RC_GTEST_PROP(TextQuick, TakesTwoValuesOfOneText, (std::vector<unsigned> draws)) {
    const drawn_pair pair(filled(std::move(draws)));
    text::index whole;
    const auto text = R"({"x":[1,)" + pair.before + R"( ],"y": )" + pair.after + "}";
    RC_ASSERT(whole.parse(text).has_value());
    const auto list = std::uint32_t{1};
    const auto before = list + 2;
    text::differ differ;
    const auto alone = text::diff(pair.before, pair.after);
    RC_ASSERT(differ.diff(whole, before, whole.nodes()[list].next).value() == alone.value());
}

// Of enough values for a reader to look whether the next one repeats it.
const std::string wide = R"("n":[0,1,2,3,4,5,6,7,8,9,10,11],)" + rest;

// As in a line of a stream: the second version is found to repeat the first while the line is read.
RC_GTEST_PROP(TextQuick, TakesAValueThatRepeatsTheOneBeforeIt, (std::vector<unsigned> draws)) {
    const drawn_pair pair(filled(std::move(draws)));
    diff_options options;
    options.moves = *rc::gen::arbitrary<bool>();
    options.copies = *rc::gen::arbitrary<bool>();
    const auto before = R"({"v":)" + pair.before + "," + wide;
    const auto after = R"({"v":)" + pair.after + "," + wide;
    text::index whole;
    const auto text = R"({"id":1,"before":)" + before + R"(,"after": )" + after + "}";
    RC_ASSERT(whole.parse(text).has_value());
    text::differ differ;
    const auto told = differ.diff(whole, 2, whole.nodes()[2].next, options);
    options.self_check = true;  // takes the stages
    RC_ASSERT(told.value() == text::diff(before, after, options).value());
}

TEST(TextQuick, ForgetsWhatRepeatedInTheTextBefore) {
    const std::string line = R"([{"a":1,)" + wide + R"(,{"a":2,)" + wide + "]";
    text::index whole;
    text::differ differ;
    const auto patch = [&] { return differ.diff(whole, 1, whole.nodes()[1].next).value(); };
    ASSERT_TRUE(whole.parse(line));
    EXPECT_EQ(patch(), R"([{"op":"replace","path":"/a","value":2}])");
    const std::string equal = R"([{"a":1,)" + wide + R"(,{"a":1,)" + wide + "]";
    ASSERT_TRUE(whole.parse(equal));
    EXPECT_EQ(patch(), "[]");
    const std::string renamed = R"([{"a":1,)" + wide + R"(,{"b":1,)" + wide + "]";
    ASSERT_TRUE(whole.parse(renamed));
    EXPECT_EQ(patch(), R"([{"op":"remove","path":"/a"},{"op":"add","path":"/b","value":1}])");
    const std::string other = R"([{"a":3,)" + wide + R"(,{"a":4,)" + wide + "]";
    text::index part;
    ASSERT_TRUE(whole.parse(line));
    ASSERT_TRUE(part.parse(other));
    ASSERT_TRUE(part.take(whole, 0));
    EXPECT_EQ(differ.diff(part, 1, part.nodes()[1].next).value(),
              R"([{"op":"replace","path":"/a","value":2}])");
}

TEST(TextQuick, TellsWhatIsWrongWithAValueOfAText) {
    text::index whole;
    const text::read_options reading{.on_duplicate = text::duplicates::last_wins};
    ASSERT_TRUE(whole.parse(R"([{"a":1},{"a":1,"a":2}])", reading));
    text::differ differ;
    const auto got = differ.diff(whole, 1, 3);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::duplicate_member);
    EXPECT_EQ(got.error().offset, 7U);
    EXPECT_EQ(differ.diff(whole, 1, 1).value(), "[]");
    EXPECT_EQ(differ.diff(whole, 1, 6).error().code, errc::syntax_error);
    ASSERT_TRUE(whole.parse("[[[1]],[[2]]]"));
    diff_options shallow;
    shallow.limit.depth = 1;
    EXPECT_EQ(differ.diff(whole, 1, 4, shallow).error().code, errc::too_deep);
}

RC_GTEST_PROP(JsonQuick, SaysWhatTheStagesSay, (std::vector<unsigned> draws)) {
    const drawn_pair pair(filled(std::move(draws)));
    diff_options options;
    options.moves = *rc::gen::arbitrary<bool>();
    options.copies = *rc::gen::arbitrary<bool>();
    expect_the_stages_patch<json>(pair, options);
    expect_the_stages_patch<ordered_json>(pair, options);
}

// Containers of either kind around a value, with others in front of it and behind. `turned`: some objects
// have their members in another order.
template <class Json>
Json wrapped(Json value, int levels, bool turned = false) {
    for (int level = 0; level < levels; ++level) {
        if (level % 2 == 0) {
            value =
                Json::array({level, Json::array({"in front"}), std::move(value), Json::array({"behind"})});
        } else {
            Json object = Json::object();
            const bool behind = turned && level % 6 == 3;
            if (behind) object["z"] = Json::object({{"behind", level}});
            object["a"] = Json::array({level});
            if (!behind) object["m"] = std::move(value);
            if (!behind) object["z"] = Json::object({{"behind", level}});
            if (behind) object["m"] = std::move(value);
            value = std::move(object);
        }
    }
    return value;
}

template <class Json>
void expect_same_ways(bool turned) {
    const auto before = wrapped<Json>("old", 60);
    auto after = wrapped<Json>("new", 60, turned);
    auto* at = &after;
    for (int level = 59; level >= 0; --level) {
        if (level % 10 == 5) (*at)["z"]["behind"] = -level;
        if (level % 10 == 8) (*at)[3] = Json::array({"behind", "as well"});
        at = level % 2 == 0 ? &(*at)[2] : &(*at)["m"];
    }
    for (const std::size_t depth : {10U, 60U, 61U, 1000U}) {
        diff_options options;
        options.limit.depth = depth;
        const auto quick = diff(before, after, options);
        options.self_check = true;
        const auto whole = diff(before, after, options);
        ASSERT_EQ(quick.has_value(), depth > 60) << depth;
        ASSERT_EQ(quick.has_value(), whole.has_value()) << depth;
        if (quick) {
            EXPECT_EQ(*quick, *whole);
        }
    }
    EXPECT_EQ(diff(before, wrapped<Json>("new", 60, turned)).value().size(), 1U);
    for (const int levels : {1, 2, 15, 16, 17, 31, 32, 33, 34, 48, 49, 60}) {
        const auto old = wrapped<Json>("old", levels);
        EXPECT_EQ(diff(old, wrapped<Json>("old", levels, turned)).value().size(), 0U) << levels;
        EXPECT_EQ(diff(old, wrapped<Json>("new", levels, turned)).value().size(), 1U) << levels;
        diff_options options;
        for (const int depth : {levels, levels + 1}) {
            options.limit.depth = static_cast<std::size_t>(depth);
            EXPECT_EQ(diff(old, wrapped<Json>("old", levels, turned), options).has_value(), depth > levels);
        }
    }
}

// Strings that stand anywhere in the first document are copied.
template <class Json>
void expect_copies() {
    const std::string text(500, 't');  // longer than the way to it
    for (const int levels : {0, 1, 15, 16, 17, 18, 33, 60}) {
        Json before = Json::object();
        before["m"] = wrapped<Json>(text, levels);
        before["x"] = "another";
        auto after = before;
        after["x"] = text;
        const auto copied = diff(before, after).value();
        ASSERT_EQ(copied.size(), 1U) << levels;
        EXPECT_TRUE(std::holds_alternative<op::copy>(copied.front())) << levels;
        after["x"] = text + "?";
        const auto replaced = diff(before, after).value();
        ASSERT_EQ(replaced.size(), 1U) << levels;
        EXPECT_TRUE(std::holds_alternative<op::basic_replace<Json>>(replaced.front())) << levels;
    }
}

TEST(JsonQuick, LeavesCopiesToTheStagesHoweverDeepTheyStand) {
    expect_copies<json>();
    expect_copies<ordered_json>();
}

// In an object whose members have another order, behind a member nested deep that is the same.
TEST(JsonQuick, FollowsTheWayToAMemberOutOfStep) {
    const auto before = wrapped<ordered_json>("old", 58);
    auto after = wrapped<ordered_json>("old", 58, true);
    after["a"][0] = "changed";
    EXPECT_EQ(to_document(diff(before, after).value()).dump(),
              R"([{"op":"replace","path":"/a","value":["changed"]}])");
}

// The walk goes on from where two containers were found to differ: nothing in between is lost.
TEST(JsonQuick, FollowsTheWayToADifference) {
    expect_same_ways<json>(false);
    expect_same_ways<ordered_json>(false);
    expect_same_ways<ordered_json>(true);
}

// Two members that both change a lot are told apart by what they hold, however much that is.
TEST(JsonQuick, TellsWideMembersApart) {
    json before = json::object();
    for (int i = 0; i < 20; ++i) {
        before["a"]["x" + std::to_string(i)] = json::array({i, "a value of some length", i});
        before["b"]["y" + std::to_string(i)] = json::array({i, "a value of some length", i});
    }
    auto after = before;
    for (int i = 0; i < 20; i += 3) {
        after["a"]["x" + std::to_string(i)][0] = 1000 + i;
        after["b"]["y" + std::to_string(i)][2] = 2000 + i;
    }
    diff_options options;
    const auto quick = diff(before, after, options);
    options.self_check = true;
    EXPECT_EQ(quick.value(), diff(before, after, options).value());
    std::swap(after["a"], after["b"]);
    options.self_check = false;
    const auto swapped = diff(before, after, options).value();
    options.self_check = true;
    EXPECT_EQ(swapped, diff(before, after, options).value());
}

}  // namespace
}  // namespace emend::tests
