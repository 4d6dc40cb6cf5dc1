// Small worlds, exhaustively: every document up to a size against every patch up to a length, every pair of
// documents. Both lanes are held against the naive applier; what they disagree on at all, they disagree on
// here, and the first case that fails is the smallest.

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "emend/apply.hpp"
#include "emend/diff.hpp"
#include "emend/merge.hpp"
#include "emend/text.hpp"

#include "support/src/naive_apply.hpp"

namespace emend {
namespace {

struct small_document {
    std::string text;
    ordered_json value;
};

// Texts of all documents of one value (those given), two, three, ...; arrays and objects hold two at most.
std::vector<std::vector<std::string>> documents_by_size(std::size_t most,
                                                        const std::vector<std::string>& smallest) {
    std::vector<std::vector<std::string>> all{{}, smallest};
    const std::vector<std::string> names{"\"a\":", "\"0\":"};
    for (std::size_t size = 2; size <= most; ++size) {
        std::vector<std::string> made;
        for (const auto& one : all[size - 1]) {
            made.push_back("[" + one + "]");
            for (const auto& name : names) made.push_back("{" + name + one + "}");
        }
        for (std::size_t left = 1; left + 1 < size; ++left) {
            for (const auto& a : all[left]) {
                for (const auto& b : all[size - 1 - left]) {
                    made.push_back("[" + a + "," + b + "]");
                    made.push_back("{" + names[0] + a + "," + names[1] + b + "}");
                    made.push_back("{" + names[1] + a + "," + names[0] + b + "}");
                }
            }
        }
        all.push_back(std::move(made));
    }
    return all;
}

std::vector<small_document> documents(std::size_t most, const std::vector<std::string>& smallest) {
    std::vector<small_document> all;
    for (const auto& of_a_size : documents_by_size(most, smallest))
        for (const auto& text : of_a_size) all.push_back({text, ordered_json::parse(text)});
    return all;
}

std::vector<std::string> pointers(std::size_t most, const std::vector<std::string>& tokens) {
    std::vector<std::string> all{""};
    for (std::size_t length = 0, begin = 0; length < most; ++length) {
        const auto end = all.size();
        for (; begin < end; ++begin)
            for (const auto& token : tokens) all.push_back(all[begin] + "/" + token);
    }
    return all;
}

struct small_operation {
    std::string text;
    basic_operation<ordered_json> value;
};

// All operations with these pointers, and these values where one is wanted.
std::vector<small_operation> operations(const std::vector<std::string>& places,
                                        const std::vector<std::string>& values) {
    std::vector<std::string> texts;
    for (const auto& place : places) {
        const auto path = R"("path":")" + place + "\"";
        texts.push_back(R"({"op":"remove",)" + path + "}");
        for (const auto* verb : {"add", "replace", "test"})
            for (const auto& value : values)
                texts.push_back(R"({"op":")" + std::string(verb) + "\"," + path + R"(,"value":)" + value +
                                "}");
        for (const auto* verb : {"move", "copy"})
            for (const auto& from : places)
                texts.push_back(R"({"op":")" + std::string(verb) + R"(","from":")" + from + "\"," + path +
                                "}");
    }
    std::vector<small_operation> all;
    for (const auto& text : texts)
        all.push_back({text, parse_ordered_patch("[" + text + "]").value().front()});
    return all;
}

// What is wrong with what the lanes make of a patch whose last operation is the only one that may fail;
// "" where nothing is.
std::string wrong(const small_document& before, const ordered_patch& ops, const std::string& patch,
                  const std::optional<ordered_json>& expected) {
    auto document = before.value;
    const auto inverse = apply_in_place(document, ops);
    const auto here = text::apply(before.text, patch);
    if (inverse.has_value() != expected.has_value()) return "values: applies, or not";
    if (here.has_value() != expected.has_value()) return "text: applies, or not";
    if (!expected) {
        const auto& why = inverse.error();
        if (document.dump() != before.text) return "values: a failure left a trace";
        if (why.operation + 1 != ops.size()) return "values: the wrong operation";
        const auto& said = here.error();
        const bool alike = said.code == why.code && said.operation == why.operation && said.path == why.path;
        return alike ? "" : "text: fails otherwise, " + to_string(said);
    }
    const auto after = expected->dump();
    if (document.dump() != after) return "values: gives " + document.dump();
    if (*here != after) return "text: gives " + *here;
    if (!apply_in_place(document, *inverse) || document.dump() != before.text)
        return "values: the inverse leads to " + document.dump();
    return "";
}

void expect_agreement(const small_document& before, const ordered_patch& ops, const std::string& patch,
                      const std::optional<ordered_json>& expected) {
    ASSERT_EQ(wrong(before, ops, patch, expected), "")
        << before.text << " with " << patch << " is " << (expected ? expected->dump() : "a failure");
}

TEST(SmallWorlds, OfPatchesOfOneOperation) {
    auto places = pointers(2, {"a", "0", "-"});
    places.push_back("/1");
    const auto all = operations(places, {"0", "[]"});
    for (const auto& before : documents(3, {"0", "[]", "{}"})) {
        for (const auto& operation : all) {
            ASSERT_NO_FATAL_FAILURE(expect_agreement(before, {operation.value}, "[" + operation.text + "]",
                                                     naive::apply(before.value, operation.value)));
        }
    }
}

TEST(SmallWorlds, OfPatchesOfTwoOperations) {
    auto places = pointers(1, {"a", "0", "-"});
    places.push_back("/0/a");
    const auto all = operations(places, {"null"});
    for (const auto& before : documents(2, {"0", "null", "[]", "{}"})) {
        for (const auto& first : all) {
            const auto middle = naive::apply(before.value, first.value);
            if (!middle) continue;
            for (const auto& second : all) {
                ASSERT_NO_FATAL_FAILURE(expect_agreement(before, {first.value, second.value},
                                                         "[" + first.text + "," + second.text + "]",
                                                         naive::apply(*middle, second.value)));
            }
        }
    }
}

TEST(SmallWorlds, OfPairsToDiffAndToMerge) {
    const auto all = documents(3, {"0", "null", "{}"});
    for (const auto& a : all) {
        for (const auto& b : all) {
            const auto found = diff(a.value, b.value);
            ASSERT_TRUE(found) << a.text << " " << b.text;
            const auto led = naive::apply(a.value, *found);
            ASSERT_TRUE(led && json::parse(led->dump()) == json::parse(b.text)) << a.text << " " << b.text;
            const auto as_text = text::diff(a.text, b.text);
            ASSERT_EQ(as_text.value(), to_document(*found).dump()) << a.text << " " << b.text;
            ASSERT_EQ(found->empty(), a.text == b.text || json::parse(a.text) == json::parse(b.text));
            const auto merged = naive::merge(a.value, b.value).dump();
            ASSERT_EQ(merge(a.value, b.value).value().dump(), merged) << a.text << " " << b.text;
            ASSERT_EQ(text::merge(a.text, b.text).value(), merged) << a.text << " " << b.text;
        }
    }
}

}  // namespace
}  // namespace emend
