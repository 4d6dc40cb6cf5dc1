// apply_in_place, with memory that is out from the first allocation on, from the second, and so on: the
// document is as it was, member order included.

#include <new>
#include <ostream>
#include <string>

#include <gtest/gtest.h>

#include "emend/apply.hpp"

#include "support/scarce_memory.hpp"

namespace emend {
namespace {

using tests::leave_allocations;
using tests::never;

// Members with names and values too long to stand in a string itself, and containers that are full, so that
// whatever is added, moved or put back would like more memory.
constexpr const char* crowded =
    R"({"the first of the long names":{"a name inside it, as long":"a value that is not short at all",)"
    R"("another name inside, as long":[1,[2]],"and the last one that is inside":{"a":null}},)"
    R"("the second of the long names":["an element that is not short",{"k":"something, somewhere"},[],3],)"
    R"("the third of the long names":"a value that is not short at all","d":{"e":{"f":[[0]]}}})";

struct in_place_case {
    const char* name;
    const char* patch;
    bool applies = true;
};

std::ostream& operator<<(std::ostream& out, const in_place_case& c) { return out << c.name; }

class OutOfMemoryInPlace : public tests::scarce_memory,
                           public ::testing::WithParamInterface<in_place_case> {};

// What has been said so far is taken back at each allocation that can fail, those of the inverse among them.
template <class Json>
void starve_in_place(const in_place_case& c) {
    const auto before = Json::parse(crowded);
    const auto text = before.dump();
    const auto ops = parse_patch(Json::parse(c.patch)).value();
    auto document = before;
    const auto runs = tests::starve([&] {
        const auto given = leave_allocations(never);
        document = before;
        leave_allocations(given);
        try {
            const auto undo = apply_in_place(document, ops);
            leave_allocations(never);
            EXPECT_EQ(undo.has_value(), c.applies);
            if (undo) {
                EXPECT_TRUE(apply_in_place(document, *undo).has_value());
            }
        } catch (const std::bad_alloc&) {
            leave_allocations(never);
            EXPECT_EQ(document.dump(), text) << "allocation " << given;
            throw;
        }
        EXPECT_EQ(document.dump(), text) << "the inverse";
        return true;
    });
    EXPECT_GT(runs, 0U);
}

TEST_P(OutOfMemoryInPlace, LeavesTheDocumentAsItWas) {
    starve_in_place<json>(GetParam());
    starve_in_place<ordered_json>(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    EachOperation, OutOfMemoryInPlace,
    ::testing::Values(
        in_place_case{"AddMember",
                      R"([{"op":"add","path":"/a new name that is not short","value":{"a":[1]}}])"},
        in_place_case{
            "AddOverMember",
            R"([{"op":"add","path":"/the third of the long names","value":[["a value as long"]]}])"},
        in_place_case{
            "AddElement",
            R"([{"op":"add","path":"/the second of the long names/1","value":{"a name":[1]}},)"
            R"({"op":"add","path":"/the second of the long names/-","value":"at its end, and long"}])"},
        in_place_case{"AddRoot", R"([{"op":"add","path":"","value":["a whole other document"]}])"},
        in_place_case{"RemoveMember", R"([{"op":"remove","path":"/the first of the long names"},)"
                                      R"({"op":"remove","path":"/the third of the long names"}])"},
        in_place_case{"RemoveElement", R"([{"op":"remove","path":"/the second of the long names/0"},)"
                                       R"({"op":"remove","path":"/the second of the long names/2"}])"},
        in_place_case{"Replace",
                      R"([{"op":"replace","path":"/d/e","value":{"a name that is not short":[1]}},)"
                      R"({"op":"replace","path":"","value":{"all":"of it, and that is long too"}}])"},
        in_place_case{"MoveMember", R"([{"op":"move","from":"/the first of the long names",)"
                                    R"("path":"/d/a name that is not short either"}])"},
        in_place_case{"MoveBetweenElements", R"([{"op":"move","from":"/the second of the long names/0",)"
                                             R"("path":"/the second of the long names/-"},{"op":"move",)"
                                             R"("from":"/the first of the long names","path":)"
                                             R"("/the second of the long names/1"}])"},
        in_place_case{"MoveOverMember", R"([{"op":"move","from":"/the second of the long names/1",)"
                                        R"("path":"/the third of the long names"}])"},
        in_place_case{"MoveOverItsParent",
                      R"([{"op":"move","from":"/the first of the long names/a name inside it, as long",)"
                      R"("path":"/the first of the long names"}])"},
        in_place_case{"MoveOverItsArray", R"([{"op":"move","from":"/d/e/f/0","path":"/d/e/f"}])"},
        in_place_case{"MoveBesideItsParent", R"([{"op":"move","from":"/the second of the long names/1/k",)"
                                             R"("path":"/the second of the long names/1"}])"},
        in_place_case{"MoveOverTheRoot",
                      R"([{"op":"move","from":"/the first of the long names","path":""}])"},
        in_place_case{"Copy",
                      R"([{"op":"copy","from":"","path":"/the second of the long names/0"},)"
                      R"({"op":"copy","from":"/the third of the long names","path":"/a new name, long"}])"},
        in_place_case{"Test", R"([{"op":"test","path":"/d","value":{"e":{"f":[[0]]}}}])"},
        in_place_case{"MoveThenFail",
                      R"([{"op":"move","from":"/the first of the long names","path":)"
                      R"("/the second of the long names/1"},{"op":"remove","path":"/d/e"},)"
                      R"({"op":"move","from":"/the third of the long names","path":"/x/y"}])",
                      false}),
    [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace emend
