// Tests openapi.cpp and openapi_schema.cpp: a profile to start from, and that it works as it is.

#include "emend/adapters/openapi.hpp"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "emend/adapters/profile.hpp"

#include "kit.hpp"
#include "support/source_dir.hpp"

namespace emend::adapters::tests {
namespace {

ordered_json widgets() {
    std::ifstream in(emend::tests::source_dir() + "/examples/openapi/widgets.json");
    std::ostringstream text;
    text << in.rdbuf();
    return json_of(text.str());
}

drafted_profile draft(const ordered_json& document, std::string method = "patch") {
    auto made = draft_profile(document, {"/widgets/{widgetId}", std::move(method), "", ""});
    EXPECT_TRUE(made) << made.error().front().message;
    return made ? std::move(*made) : drafted_profile{};
}

TEST(DraftProfile, TakesAddressParametersAndHeaders) {
    const auto p = draft(widgets()).profile;
    EXPECT_EQ(p["vendor"], "acme");
    EXPECT_EQ(p["resource"], "widget");
    EXPECT_EQ(p["method"], "PATCH");
    EXPECT_EQ(p["base_url"], "https://api.acme.example/v1");
    EXPECT_EQ(p["path"], "/widgets/{widgetId}");
    EXPECT_EQ(
        p["parameters"].dump(),
        R"({"widgetId":{"type":"integer","required":true},"X-Trace":{"type":"string","format":"uuid"}})");
    EXPECT_EQ(p["headers"].dump(), R"([{"name":"Authorization","prefix":"Bearer ","variable":"ACME_TOKEN"},)"
                                   R"({"name":"X-Trace","parameter":"X-Trace"}])");
    EXPECT_EQ(p["body"].dump(), R"({"form":"partial"})");
}

TEST(DraftProfile, TakesWhatTheSchemaSaysOfMembers) {
    const auto p = draft(widgets()).profile;
    const auto& m = p["members"];
    EXPECT_EQ(m["name"].dump(),
              R"({"type":"string","min_length":1,"max_length":40,"forbidden":["<>"],"required":true})");
    EXPECT_EQ(m["color"].dump(), R"({"type":"string","nullable":true,"enum":["red","blue"]})");
    EXPECT_EQ(m["size"].dump(), R"({"type":"integer","format":"int32","minimum":1,"maximum":9})");
    EXPECT_EQ(m["owner"].dump(),
              R"({"type":"object","nullable":true,"members":{"email":{"type":"string","format":"email"},)"
              R"("id":{"read_only":true}}})");
    EXPECT_EQ(m["tags"].dump(), R"({"type":"array","items":{"type":"string","max_length":10}})");
    EXPECT_EQ(m["accessPassword"].dump(), R"({"type":"string","secret":true})");
    EXPECT_EQ(p["read_only"].dump(), R"(["createdAt","id","serial"])");
    EXPECT_FALSE(p.contains("closed"));
    EXPECT_EQ(p["answers"]["success"].dump(),
              R"([{"status":200,"gives":"resource"},{"status":202,"gives":"location"}])");
}

TEST(DraftProfile, WorksAsItIs) {
    const auto to = load_profile(draft(widgets()).profile.dump());
    ASSERT_TRUE(to) << to.error().front().message;
    const auto after = [&](std::string_view patch) {
        request_input input;
        input.params = {{"widgetId", 7}};
        input.current = json_of(R"({"id":7,"name":"a","color":"red","size":1,"serial":"s","tags":[]})");
        input.patch = parse_patch(json_of(patch)).value();
        return call::said(make_request(*to, std::move(input)));
    };
    EXPECT_EQ(after(R"([{"op":"remove","path":"/color"},{"op":"replace","path":"/size","value":3}])"),
              R"({"color":null,"size":3})");
    EXPECT_EQ(
        after(R"([{"op":"replace","path":"/serial","value":"t"},{"op":"replace","path":"/name","value":"<"},
                        {"op":"replace","path":"/size","value":10},{"op":"add","path":"/x","value":1}])"),
        "unknown_member /x, read_only_member /serial, constraint /name, constraint /size");
}

TEST(DraftProfile, FollowsOtherBodiesAndEnvelopes) {
    auto document = widgets();
    auto& item = document["paths"]["/widgets/{widgetId}"];
    const ordered_json update = item["patch"]["requestBody"]["content"]["application/json"];
    item["patch"]["requestBody"]["content"] = {{"application/merge-patch+json", update}};
    EXPECT_EQ(draft(document).profile["body"]["form"], "merge_patch");
    EXPECT_EQ(draft(document).profile["content_type"], "application/merge-patch+json");
    item["put"] = item["patch"];
    item["put"]["requestBody"]["content"] = {{"application/json", update}};
    EXPECT_EQ(draft(document, "PUT").profile["body"]["form"], "replace");
    item["patch"]["requestBody"]["content"] = {
        {"application/json", {{"schema", {{"type", "array"}, {"items", ordered_json::object()}}}}}};
    const ordered_json widget = {{"$ref", "#/components/schemas/Widget"}};
    item["get"]["responses"]["200"]["content"]["application/json"]["schema"] = {
        {"type", "object"}, {"properties", {{"data", widget}}}};
    const auto operations = draft(document).profile;
    EXPECT_EQ(operations["body"]["form"], "operations");
    EXPECT_EQ(operations["envelope"], "data");
    EXPECT_TRUE(operations["members"].contains("color"));
    EXPECT_TRUE(load_profile(operations.dump()));
}

TEST(DraftProfile, NotesWhatAPersonHasToSay) {
    auto document = widgets();
    auto& properties = document["components"]["schemas"]["WidgetUpdate"]["properties"];
    properties["name"]["pattern"] = "^([a-z]+-)?[0-9]$";
    properties["name"]["nullable"] = true;
    document.erase("servers");
    const auto made = draft(document);
    std::string places;
    for (const auto& note : made.notes) places += note.path + " ";
    EXPECT_EQ(places, "/base_url /members/name /members/name /answers ");
    EXPECT_FALSE(made.profile["members"]["name"].contains("nullable"));
    EXPECT_TRUE(load_profile(made.profile.dump()));
}

TEST(DraftProfile, NamesWhatIsNotThere) {
    const auto wrong = [](const ordered_json& document, openapi_operation what) {
        const auto made = draft_profile(document, what);
        return made ? "none" : made.error().front().code + " " + made.error().front().message;
    };
    EXPECT_EQ(
        wrong(widgets(), {"/widget/{widgetId}", "PATCH", "", ""}),
        R"(unknown_member the document has no path "/widget/{widgetId}", did you mean "/widgets/{widgetId}"?)");
    EXPECT_EQ(wrong(widgets(), {"/widgets/{widgetId}", "DELETE", "", ""}),
              "unknown_member the path has no DELETE that changes something");
    EXPECT_EQ(wrong(7, {}), R"(required_missing the document has no "paths": is it OpenAPI?)");
    auto document = widgets();
    document["paths"]["/widgets/{widgetId}"]["patch"].erase("requestBody");
    EXPECT_EQ(wrong(document, {"/widgets/{widgetId}", "PATCH", "", ""}),
              "required_missing the operation takes no JSON body with a schema");
}

TEST(DraftProfile, SurvivesSchemasThatHoldThemselves) {
    auto document = widgets();
    document["components"]["schemas"]["Owner"]["properties"]["boss"] = {
        {"$ref", "#/components/schemas/Owner"}};
    document["components"]["schemas"]["WidgetUpdate"]["properties"]["loop"] = {
        {"$ref", "#/components/schemas/Loop"}};
    document["components"]["schemas"]["Loop"] = {
        {"allOf", ordered_json::array({{{"$ref", "#/components/schemas/Loop"}}})}};
    EXPECT_TRUE(load_profile(draft(document).profile.dump()));
}

}  // namespace
}  // namespace emend::adapters::tests
