// Tests profile_load.cpp, member_reader.cpp and answer_reader.cpp: profiles from text, and their mistakes.

#include "emend/adapters/profile.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include <gtest/gtest.h>

#include "kit.hpp"

namespace emend::adapters::tests {
namespace {

// A vendor that the library has never heard of.
const ordered_json acme = json_of(R"({
  "profile": 1, "vendor": "acme", "resource": "widget", "method": "PATCH",
  "base_url": "https://api.acme.example", "path": "/widgets/{id}",
  "parameters": {"id": {"type": "integer", "required": true}},
  "body": {"form": "partial", "wrapper": "widget", "removal": "null"},
  "members": {
    "color": {"type": "string", "enum": ["red", "blue"], "nullable": true},
    "size": {"type": "integer", "minimum": 1, "maximum": 9, "send_as": "widget_size"},
    "tags": {"type": "array", "items": {"type": "string", "max_length": 3}},
    "box": {"type": "object", "members": {"w": {"type": "number", "required": true}}}
  },
  "read_only": ["serial"]})");

tl::expected<profile, findings> load(const ordered_json& text) { return load_profile(text.dump()); }

// The mistakes that a change of the profile brings, as "code path".
std::string mistakes(const std::function<void(ordered_json&)>& change) {
    auto text = acme;
    change(text);
    const auto loaded = load(text);
    if (loaded) return "none";
    std::string all;
    for (const auto& f : loaded.error()) all += (all.empty() ? "" : ", ") + f.code + " " + f.path;
    return all;
}

std::string after(std::string_view patch,
                  std::string_view current = R"({"color":"red","size":1,"tags":[],"serial":1})") {
    request_input input;
    input.params = {{"id", 7}};
    input.current = json_of(current);
    input.patch = parse_patch(json_of(patch)).value();
    return call::said(make_request(load(acme).value(), std::move(input)));
}

TEST(LoadProfile, AddsAVendorWithoutRecompiling) {
    EXPECT_EQ(
        after(R"([{"op":"replace","path":"/size","value":3},{"op":"add","path":"/tags/-","value":"abc"}])"),
        R"({"widget":{"widget_size":3,"tags":["abc"]}})");
    EXPECT_EQ(after(R"([{"op":"remove","path":"/color"}])"), R"({"widget":{"color":null}})");
    EXPECT_EQ(
        after(
            R"([{"op":"replace","path":"/color","value":"green"},{"op":"replace","path":"/size","value":10}])"),
        "constraint /color, constraint /size");
    EXPECT_EQ(
        after(R"([{"op":"add","path":"/tags/-","value":"abcd"},{"op":"add","path":"/box","value":{"h":1}}])"),
        "constraint /tags/0, unknown_member /box/h, required_missing /box/w");
}

TEST(LoadProfile, ListsItsParametersAndOptions) {
    const auto loaded = find_profile("cloudcockpit", "customer-user").value();
    std::vector<std::string> names;
    for (const auto& p : loaded.parameters()) names.push_back(p.name);
    for (const auto& o : loaded.options()) names.push_back(o.name);
    EXPECT_EQ(names, (std::vector<std::string>{"customerId", "customerUserId", "providerInstanceId", "tenant",
                                               "correlationId", "desired", "base_url", "mode"}));
}

TEST(LoadProfile, HoldsTheFourVendorsWithThreeMoreResourcesEachAndOneOfEveryOtherForm) {
    std::map<std::string, std::vector<std::string>> all;
    for (const auto& p : profiles()) all[p.vendor()].push_back(p.resource());
    for (const auto* vendor : {"cloudcockpit", "druva", "gcore", "veeam"})
        EXPECT_GE(all[vendor].size(), 4U) << vendor;
    for (const auto* vendor : {"aip", "cloudcontrol", "getstream", "kubernetes", "scim"}) {
        EXPECT_FALSE(all[vendor].empty()) << vendor;
    }
    for (const auto& [vendor, resources] : all) {
        EXPECT_TRUE(std::is_sorted(resources.begin(), resources.end())) << vendor;
    }
}

TEST(LoadProfile, NamesTheMemberThatTheFormatDoesNotKnow) {
    auto text = acme;
    text["members"]["color"]["max_lenght"] = 3;
    const auto loaded = load(text);
    ASSERT_FALSE(loaded);
    ASSERT_EQ(loaded.error().size(), 1U);
    EXPECT_EQ(loaded.error()[0].message,
              "profile at \"/members/color/max_lenght\": the format has no such member, did you mean "
              "\"max_length\"?");
}

TEST(LoadProfile, ReportsEveryMistakeAtOnce) {
    EXPECT_EQ(
        mistakes([](ordered_json& p) {
            p.erase("vendor");
            p["method"] = "GET";
            p["members"]["size"]["type"] = "int";
            p["path"] = "/widgets/{ident}";
        }),
        "required_missing /vendor, constraint /method, unknown_member /path, constraint /members/size/type, "
        "unknown_member /members/size/minimum, unknown_member /members/size/maximum");
}

TEST(LoadProfile, RefusesWhatWouldGoWrongLater) {
    EXPECT_EQ(mistakes([](ordered_json& p) { p["profile"] = 2; }), "constraint /profile");
    EXPECT_EQ(mistakes([](ordered_json& p) { p["path"] = "widgets"; }), "constraint /path");
    EXPECT_EQ(mistakes([](ordered_json& p) { p["path"] = "/widgets/{id"; }), "constraint /path");
    EXPECT_EQ(mistakes([](ordered_json& p) { p.erase("members"); }), "required_missing /members");
    EXPECT_EQ(mistakes([](ordered_json& p) { p["read_only"] = {"color"}; }), "constraint /read_only");
    EXPECT_EQ(mistakes([](ordered_json& p) { p["members"]["color"]["aliases"] = "widget_size"; }),
              "ambiguous_alias /members/size/aliases");
    EXPECT_EQ(mistakes([](ordered_json& p) {
                  p["members"]["color"]["empty"] = {{"when", "never"}};
              }),
              "unknown_member /members/color/empty/when");
    EXPECT_EQ(mistakes([](ordered_json& p) { p["members"]["color"]["required"] = true; }),
              "constraint /members/color/nullable");
    EXPECT_EQ(mistakes([](ordered_json& p) { p["members"]["tags"]["names"] = {"a"}; }),
              "required_missing /members/tags/key");
    EXPECT_EQ(mistakes([](ordered_json& p) { p["members"]["color"] = 7; }), "type_mismatch /members/color");
    EXPECT_EQ(mistakes([](ordered_json& p) {
                  p["body"]["beside"] = {{"x", "nobody"}};
              }),
              "unknown_member /body/beside/x");
    EXPECT_EQ(mistakes([](ordered_json& p) {
                  p["headers"] = {{{"prefix", "x"}}};
              }),
              "required_missing /headers/0/name");
    EXPECT_EQ(mistakes([](ordered_json& p) {
                  p["answers"] = {{"success", {{{"status", 404}}}}};
              }),
              "constraint /answers/success/0/status");
    EXPECT_EQ(load_profile("{").error()[0].code, "syntax_error");
    EXPECT_EQ(load_profile("[]").error()[0].code, "type_mismatch");
}

TEST(LoadProfile, LetsNoProfileWriteIntoTheShellOrTheHeaders) {
    const auto header = [](std::string_view member, std::string_view value) {
        ordered_json made = {{"name", "X"}};
        made[std::string(member)] = value;
        return mistakes([&](ordered_json& p) { p["headers"] = ordered_json::array({made}); });
    };
    EXPECT_EQ(header("variable", "(reboot)"), "constraint /headers/0/variable");
    EXPECT_EQ(header("variable", "1A"), "constraint /headers/0/variable");
    EXPECT_EQ(header("name", "X\r\nY"), "constraint /headers/0/name");
    EXPECT_EQ(header("prefix", "a\r\nY: b"), "constraint /headers/0/prefix");
    EXPECT_EQ(mistakes([](ordered_json& p) { p["path"] = "/a\r\n"; }).substr(0, 16), "constraint /path");
    EXPECT_EQ(mistakes([](ordered_json& p) { p["content_type"] = "a\nb"; }), "constraint /content_type");
}

TEST(LoadProfile, WantsEveryHoleOfAnAddressFilled) {
    EXPECT_EQ(mistakes([](ordered_json& p) { p["parameters"]["id"]["required"] = false; }),
              "constraint /path");
    EXPECT_EQ(mistakes([](ordered_json& p) {
                  p["parameters"]["host"] = {{"type", "string"}};
                  p["base_url"] = "https://{host}";
              }),
              "constraint /base_url");
}

TEST(LoadProfile, BoundsRulesInsideEachOther) {
    EXPECT_EQ(mistakes([](ordered_json& p) {
                  ordered_json rule = {{"type", "string"}};
                  for (int i = 0; i < 9; ++i) rule = {{"type", "array"}, {"items", rule}};
                  p["members"]["deep"] = rule;
              }),
              "constraint /members/deep/items/items/items/items/items/items/items/items/items");
}

TEST(LoadProfile, TakesAnOpenSchema) {
    auto text = acme;
    text["closed"] = false;
    request_input input;
    input.params = {{"id", 7}};
    input.current = json_of(R"({"color":"red"})");
    input.patch = parse_patch(json_of(R"([{"op":"add","path":"/extra","value":[1]}])")).value();
    EXPECT_EQ(call::said(make_request(load(text).value(), std::move(input))), R"({"widget":{"extra":[1]}})");
}

TEST(Nearest, FindsWhatWasMeantAndNothingElse) {
    EXPECT_EQ(nearest("custmerName", {"accountName", "customerName"}), "customerName");
    EXPECT_EQ(nearest("zzz", {"accountName", "customerName"}), "");
    EXPECT_EQ(nearest(std::string(10'000, 'x'), {"accountName"}), "");
}

}  // namespace
}  // namespace emend::adapters::tests
