// Tests the forms that a body can have, each against the examples that its own rule publishes.

#include <fstream>
#include <functional>

#include <gtest/gtest.h>

#include "emend/merge.hpp"

#include "kit.hpp"
#include "support/vectors.hpp"

namespace emend::adapters::tests {
namespace {

call of(std::string vendor, std::string resource, ordered_json params, std::string_view current) {
    return {std::move(vendor), std::move(resource), std::move(params), json_of(current)};
}

// The body as JSON whose members have no order; the findings where there is none.
nlohmann::json body_of(const call& c, std::string_view desired) {
    const auto said = call::said(c.desired(json_of(desired)));
    return nlohmann::json::accept(said) ? nlohmann::json::parse(said) : nlohmann::json(said);
}

// ---- JSON Merge Patch   RFC 7396

const ordered_json custom_resource = {
    {"group", "example.com"}, {"version", "v1"}, {"namespace", "n"}, {"plural", "widgets"}, {"name", "w"}};

TEST(MergePatch, HoldsForTheExamplesOfTheRfc) {
    std::size_t objects = 0;
    for (const auto& line : emend::tests::read_vectors("rfc/rfc7396.ndjson")) {
        const auto& target = line.fields.at("target");
        const auto& result = line.fields.at("result");
        if (!target.is_object() || !result.is_object() || target.contains("e")) continue;
        ++objects;
        const auto made = of("kubernetes", "custom-resource", custom_resource, target.dump()).desired(result);
        ASSERT_TRUE(made && made->request) << line.id << call::said(made);
        EXPECT_EQ(made->request->content_type, "application/merge-patch+json");
        EXPECT_EQ(merge(target, made->request->body).value(), result) << line.id;
        if (line.id == "section 3") {
            EXPECT_EQ(nlohmann::json(made->request->body), nlohmann::json(line.fields.at("patch")));
        }
    }
    EXPECT_GE(objects, 9U);
}

TEST(MergePatch, CannotStoreANull) {
    const auto c = of("kubernetes", "custom-resource", custom_resource, R"({"spec":{"a":{"b":1}}})");
    EXPECT_EQ(c.after(R"([{"op":"replace","path":"/spec/a","value":{"b":null}}])"),
              "op_not_expressible /spec/a/b");
    EXPECT_EQ(c.after(R"([{"op":"remove","path":"/spec/a/b"}])"), R"({"spec":{"a":{"b":null}}})");
    EXPECT_EQ(c.after(R"([{"op":"replace","path":"/spec/a","value":[null]}])"), R"({"spec":{"a":[null]}})");
}

TEST(MergePatch, LeavesTheServersOwnMembersAlone) {
    const auto c = of("kubernetes", "custom-resource", custom_resource,
                      R"({"metadata":{"name":"w","uid":"u","labels":{"a":"1"}},"status":{"ready":true}})");
    EXPECT_EQ(c.after(R"([{"op":"add","path":"/metadata/labels/b","value":"2"}])"),
              R"({"metadata":{"labels":{"b":"2"}}})");
    EXPECT_EQ(c.after(R"([{"op":"replace","path":"/metadata/uid","value":"v"}])"),
              "read_only_member /metadata/uid");
    EXPECT_EQ(c.after(R"([{"op":"replace","path":"/metadata/name","value":"v"}])"),
              "immutable_member /metadata/name");
    EXPECT_EQ(c.after(R"([{"op":"remove","path":"/status"}])"), "read_only_member /status");
}

// ---- partial object with a field mask   https://google.aip.dev/134

TEST(FieldMask, NamesWhatCountsInTheQuery) {
    const auto c = of("aip", "book", {{"publisher", "123"}, {"book", "les-miserables"}},
                      R"({"name":"publishers/123/books/les-miserables","title":"Les Miserables","rating":4,
                          "author":{"givenName":"Victor","familyName":"H"},"tags":["a"],"etag":"x"})");
    const auto made = c.patch(R"([{"op":"replace","path":"/author/familyName","value":"Hugo"},
                                  {"op":"replace","path":"/title","value":"Les Misérables"},
                                  {"op":"remove","path":"/rating"},{"op":"add","path":"/tags/-","value":"b"}])");
    ASSERT_TRUE(made && made->request) << call::said(made);
    EXPECT_EQ(made->request->path,
              "/v1/publishers/123/books/les-miserables?updateMask=title,author.familyName,rating,tags");
    EXPECT_EQ(made->request->body.dump(),
              R"({"title":"Les Misérables","author":{"familyName":"Hugo"},"tags":["a","b"]})");
    EXPECT_EQ(c.after(R"([{"op":"replace","path":"/etag","value":"y"}])"), "read_only_member /etag");
}

// The example of google.protobuf.FieldMask's JSON form, and AIP-161's quoting.
TEST(FieldMask, IsWrittenAsTheTypesOwnPageShows) {
    auto text =
        json_of(R"({"profile":1,"vendor":"x","resource":"y","method":"PATCH","base_url":"https://x.example",
        "path":"/y","body":{"form":"field_mask","mask":"update_mask"},"members":{
        "user":{"type":"object","members":{"displayName":{"type":"string"},"e-mail":{"type":"string"}}},
        "photo":{"type":"string"}}})");
    request_input input;
    input.current = json_of(R"({"user":{"displayName":"a","e-mail":"b"},"photo":"p"})");
    input.desired = json_of(R"({"user":{"displayName":"b","e-mail":"b"},"photo":"q"})");
    const auto shown = make_request(load_profile(text.dump()).value(), input);
    EXPECT_EQ(shown->request->path, "/y?update_mask=user.displayName,photo");
    input.desired = json_of(R"({"user":{"displayName":"a"},"photo":"p"})");
    const auto quoted = make_request(load_profile(text.dump()).value(), input);
    EXPECT_EQ(quoted->request->path, "/y?update_mask=user.%60e-mail%60");
    EXPECT_EQ(quoted->request->body.dump(), "{}");
}

// ---- {set, unset}

TEST(SetUnset, SaysTheExampleOfTheVendorsOwnTool) {
    const auto c = of("getstream", "user", {{"userId", "my-user-1"}, {"apiKey", "k"}},
                      R"({"id":"my-user-1","role":"user","haircolor":"red","height":180,"created_at":"x"})");
    EXPECT_EQ(
        body_of(c, R"({"id":"my-user-1","role":"admin","age":21})"),
        nlohmann::json::parse(
            R"({"users":[{"id":"my-user-1","set":{"role":"admin","age":21},"unset":["haircolor","height"]}]})"));
    const auto made = c.patch(R"([{"op":"remove","path":"/height"}])");
    EXPECT_EQ(call::said(made), R"({"users":[{"id":"my-user-1","unset":["height"]}]})");
    EXPECT_NE(to_http(*made->request).find("\r\nstream-auth-type: jwt\r\n"), std::string::npos);
    EXPECT_EQ(c.after(R"([{"op":"replace","path":"/created_at","value":1}])"),
              "read_only_member /created_at");
}

// ---- RFC 6902 as a string in the body

call log_group() {
    return of("cloudcontrol", "log-group", {{"identifier", "ExampleLogGroup"}, {"region", "eu-west-1"}},
              R"({"LogGroupName":"ExampleLogGroup","RetentionInDays":30,"Arn":"arn:x",
                  "Tags":[{"Key":"a","Value":"1"},{"Key":"b","Value":"2"}]})");
}

TEST(JsonPatchText, SaysTheExampleOfTheVendorsOwnTool) {
    const auto made = log_group().patch(R"([{"op":"replace","path":"/RetentionInDays","value":90}])");
    EXPECT_EQ(call::said(made),
              R"({"TypeName":"AWS::Logs::LogGroup","Identifier":"ExampleLogGroup",)"
              R"("PatchDocument":"[{\"op\":\"replace\",\"path\":\"/RetentionInDays\",\"value\":90}]"})");
    const auto http = to_http(*made->request);
    EXPECT_EQ(http.substr(0, http.find("\r\n\r\n")),
              "POST / HTTP/1.1\r\nHost: cloudcontrolapi.eu-west-1.amazonaws.com\r\n"
              "X-Amz-Target: CloudApiService.UpdateResource\r\nContent-Type: application/x-amz-json-1.0\r\n"
              "Content-Length: 149");
}

TEST(JsonPatchText, TakesEveryOperationAndChecksWhatItMakes) {
    auto c = log_group();
    c.options = {{"mode", "pass_through"}};
    const auto patch = R"([{"op":"test","path":"/Tags/0/Key","value":"a"},)"
                       R"({"op":"move","from":"/Tags/0","path":"/Tags/1"},)"
                       R"({"op":"copy","from":"/Tags/0/Value","path":"/Tags/1/Value"}])";
    const auto made = c.patch(patch);
    ASSERT_TRUE(made && made->request) << call::said(made);
    EXPECT_EQ(made->request->body["PatchDocument"], patch);
    EXPECT_EQ(c.after(R"([{"op":"remove","path":"/Arn"}])"), "read_only_member /Arn");
    EXPECT_EQ(c.after(R"([{"op":"replace","path":"/RetentionInDays","value":2}])"),
              "constraint /RetentionInDays");
    EXPECT_EQ(c.after(R"([{"op":"test","path":"/RetentionInDays","value":30}])"), "nothing");
}

TEST(JsonPatchText, SaysWhatMakesTheDifferenceMemberByMember) {
    const auto patch_after = [](std::string_view patch) {
        const auto made = log_group().patch(patch);
        return made && made->request ? made->request->body["PatchDocument"].get<std::string>()
                                     : call::said(made);
    };
    EXPECT_EQ(patch_after(R"([{"op":"remove","path":"/RetentionInDays"}])"),
              R"([{"op":"remove","path":"/RetentionInDays"}])");
    EXPECT_EQ(
        patch_after(R"([{"op":"replace","path":"/Tags/1/Value","value":"3"},
                              {"op":"add","path":"/KmsKeyId","value":"k"}])"),
        R"([{"op":"add","path":"/KmsKeyId","value":"k"},{"op":"replace","path":"/Tags/1/Value","value":"3"}])");
    EXPECT_EQ(patch_after(R"([{"op":"replace","path":"/Tags","value":[]}])").find(R"("path":"")"),
              std::string::npos);
}

TEST(JsonPatchText, GuardsWithTheOldValues) {
    auto c = log_group();
    c.options = {{"guard", true}};
    const auto made = c.patch(R"([{"op":"replace","path":"/RetentionInDays","value":90}])");
    EXPECT_EQ(
        made->request->body["PatchDocument"],
        R"([{"op":"test","path":"/RetentionInDays","value":30},{"op":"replace","path":"/RetentionInDays","value":90}])");
}

// ---- SCIM   RFC 7644 §3.5.2

constexpr auto babs = R"({"display":"Babs Jensen","$ref":"https://example.com/v2/Users/2819c223",)"
                      R"("value":"2819c223-7f76-453a-919d-413861904646"})";
constexpr auto james = R"({"display":"James Smith","$ref":"https://example.com/v2/Users/08e1d05d",)"
                       R"("value":"08e1d05d-121c-4561-8b96-473d93df9210"})";

std::string scim_body(const std::string& operations) {
    return R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[)" + operations +
           "]}";
}

call group(const std::string& members) {
    return of("scim", "group", {{"id", "acbf3ae7"}},
              R"({"id":"acbf3ae7","displayName":"Tour Guides","members":[)" + members + "]}");
}

TEST(Scim, SaysTheExamplesOfTheRfcAboutMembers) {
    const std::string both = std::string(babs) + "," + james;
    EXPECT_EQ(group(james).after(R"([{"op":"add","path":"/members/-","value":)" + std::string(babs) + "}]"),
              scim_body(R"({"op":"add","path":"members","value":[)" + std::string(babs) + "]}"));
    EXPECT_EQ(
        group(both).after(R"([{"op":"remove","path":"/members/0"}])"),
        scim_body(R"({"op":"remove","path":"members[value eq \"2819c223-7f76-453a-919d-413861904646\"]"})"));
    EXPECT_EQ(group(both).after(R"([{"op":"replace","path":"/members","value":[]}])"),
              scim_body(R"({"op":"remove","path":"members"})"));
    EXPECT_EQ(group(both).after(R"([{"op":"remove","path":"/members"}])"),
              scim_body(R"({"op":"remove","path":"members"})"));
    EXPECT_EQ(
        group(babs).after(R"([{"op":"replace","path":"/members/0","value":)" + std::string(james) + "}]"),
        scim_body(R"({"op":"remove","path":"members[value eq \"2819c223-7f76-453a-919d-413861904646\"]"},)"
                  R"({"op":"add","path":"members","value":[)" +
                  std::string(james) + "]}"));
}

call scim_user() {
    return of("scim", "user", {{"id", "2819c223"}},
              R"({"id":"2819c223","userName":"bjensen","name":{"familyName":"Jensen","givenName":"Barbara"},
                  "emails":[{"value":"b@example.com","type":"work"},{"value":"b@home.org","type":"home"}],
                  "addresses":[{"type":"work","streetAddress":"911 Universal City Plaza","locality":"Hollywood"}],
                  "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Tours"}})");
}

TEST(Scim, SaysTheExampleOfTheRfcAboutASubAttribute) {
    EXPECT_EQ(
        scim_user().after(
            R"([{"op":"replace","path":"/addresses/0/streetAddress","value":"1010 Broadway Ave"}])"),
        scim_body(
            R"({"op":"replace","path":"addresses[type eq \"work\"].streetAddress","value":"1010 Broadway Ave"})"));
}

TEST(Scim, NamesAttributesInsideOthersAndInExtensions) {
    EXPECT_EQ(scim_user().after(R"([{"op":"replace","path":"/name/familyName","value":"J"},
                                    {"op":"add","path":"/displayName","value":"Babs"},
                                    {"op":"remove","path":"/emails/1"}])"),
              scim_body(R"({"op":"replace","path":"name.familyName","value":"J"},)"
                        R"({"op":"add","path":"displayName","value":"Babs"},)"
                        R"({"op":"remove","path":"emails[type eq \"home\"]"})"));
    EXPECT_EQ(
        scim_user().after(
            R"([{"op":"replace","path":"/urn:ietf:params:scim:schemas:extension:enterprise:2.0:User/department",)"
            R"("value":"X"}])"),
        scim_body(
            R"({"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",)"
            R"("value":"X"})"));
    EXPECT_EQ(
        scim_user().after(
            R"([{"op":"add","path":"/urn:ietf:params:scim:schemas:extension:enterprise:2.0:User/manager",)"
            R"("value":{"value":"26118915"}}])"),
        scim_body(
            R"({"op":"add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",)"
            R"("value":{"value":"26118915"}})"));
    auto managed = scim_user();
    managed.current["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"]["manager"] = {
        {"value", "1"}};
    EXPECT_EQ(
        managed.after(
            R"([{"op":"replace","path":)"
            R"("/urn:ietf:params:scim:schemas:extension:enterprise:2.0:User/manager/value","value":"2"}])"),
        scim_body(
            R"({"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value",)"
            R"("value":"2"})"));
}

TEST(Scim, SaysWhatAnOpenObjectHoldsBesideItsRules) {
    std::ifstream file(emend::tests::source_dir() + "/adapters/profiles/scim/user.json");
    auto text = ordered_json::parse(file);
    text["members"]["name"]["closed"] = false;
    text["members"]["emails"]["items"]["closed"] = false;
    const auto open = load_profile(text.dump()).value();
    request_input input;
    input.params = {{"id", "7"}};
    input.current = json_of(R"({"userName":"u","name":{"givenName":"a","custom":"x","old":1},
                                "emails":[{"type":"w","value":"a"}]})");
    input.desired = json_of(R"({"userName":"u","name":{"givenName":"a","custom":"q"},
                                "emails":[{"type":"w","value":"a","note":1}]})");
    EXPECT_EQ(
        call::said(make_request(open, input)),
        scim_body(R"({"op":"replace","path":"name.custom","value":"q"},{"op":"remove","path":"name.old"},)"
                  R"({"op":"add","path":"emails[type eq \"w\"].note","value":1})"));
}

TEST(Scim, ReplacesAListWhoseValuesCannotBeToldApart) {
    const auto said = scim_user().after(R"([{"op":"replace","path":"/emails/1/type","value":"work"}])");
    EXPECT_EQ(said.find(R"([{"op":"replace","path":"emails","value":[)") != std::string::npos, true) << said;
    EXPECT_EQ(scim_user().after(R"([{"op":"move","from":"/emails/1","path":"/emails/0"}])"), "nothing");
    EXPECT_EQ(scim_user().after(R"([{"op":"remove","path":"/userName"}])"), "required_missing /userName");
}

// ---- Kubernetes strategic merge patch

call deployment(std::string_view spec) {
    return of(
        "kubernetes", "deployment", {{"namespace", "default"}, {"name", "patch-demo"}},
        R"({"metadata":{"name":"patch-demo","finalizers":["a","b","c"]},"spec":)" + std::string(spec) + "}");
}

constexpr std::string_view patch_demo = R"({"replicas":2,"selector":{"matchLabels":{"app":"nginx"}},
    "template":{"metadata":{"labels":{"app":"nginx"}},"spec":{"containers":[{"name":"patch-demo-ctr","image":"nginx"}],
    "tolerations":[{"effect":"NoSchedule","key":"dedicated","value":"test-team"}]}}})";

TEST(Strategic, AddsAContainerAsThePageDoes) {
    const auto made = deployment(patch_demo).patch(R"([{"op":"add","path":"/spec/template/spec/containers/-",
                                      "value":{"name":"patch-demo-ctr-2","image":"redis"}}])");
    ASSERT_TRUE(made && made->request) << call::said(made);
    EXPECT_EQ(made->request->content_type, "application/strategic-merge-patch+json");
    auto body = made->request->body;
    auto& inside = body["spec"]["template"]["spec"];
    EXPECT_EQ(inside["$setElementOrder/containers"].dump(),
              R"([{"name":"patch-demo-ctr"},{"name":"patch-demo-ctr-2"}])");
    inside.erase("$setElementOrder/containers");
    EXPECT_EQ(
        body.dump(),
        R"({"spec":{"template":{"spec":{"containers":[{"name":"patch-demo-ctr-2","image":"redis"}]}}}})");
}

TEST(Strategic, ReplacesTolerationsAsThePageDoes) {
    EXPECT_EQ(
        deployment(patch_demo).after(R"([{"op":"replace","path":"/spec/template/spec/tolerations",
                              "value":[{"effect":"NoSchedule","key":"disktype","value":"ssd"}]}])"),
        R"({"spec":{"template":{"spec":{"tolerations":[{"effect":"NoSchedule","key":"disktype","value":"ssd"}]}}}})");
}

TEST(Strategic, RetainsKeysAsThePageDoes) {
    EXPECT_EQ(deployment(R"({"strategy":{"rollingUpdate":{"maxSurge":"30%"},"type":"RollingUpdate"}})")
                  .after(R"([{"op":"replace","path":"/spec/strategy","value":{"type":"Recreate"}}])"),
              R"({"spec":{"strategy":{"$retainKeys":["type"],"type":"Recreate"}}})");
}

TEST(Strategic, DeletesAndReordersPrimitivesAsTheProposalDoes) {
    EXPECT_EQ(deployment("{}").after(R"([{"op":"replace","path":"/metadata/finalizers","value":["a"]}])"),
              R"({"metadata":{"$deleteFromPrimitiveList/finalizers":["b","c"]}})");
    EXPECT_EQ(
        deployment("{}").after(R"([{"op":"replace","path":"/metadata/finalizers","value":["b","c","a"]}])"),
        R"({"metadata":{"$setElementOrder/finalizers":["b","c","a"]}})");
}

TEST(Strategic, HoldsEachPrimitiveOnce) {
    EXPECT_EQ(deployment("{}").after(R"([{"op":"add","path":"/metadata/finalizers/-","value":"b"}])"),
              "op_not_expressible /metadata/finalizers");
    auto doubled = deployment("{}");
    doubled.current["metadata"]["finalizers"] = {"a", "a", "b"};
    EXPECT_EQ(doubled.after(R"([{"op":"replace","path":"/metadata/finalizers","value":["a"]}])"),
              "op_not_expressible /metadata/finalizers");
    EXPECT_EQ(doubled.after(R"([{"op":"remove","path":"/metadata/finalizers/2"}])"),
              R"({"metadata":{"$deleteFromPrimitiveList/finalizers":["b"]}})");
    EXPECT_EQ(doubled.after(R"([{"op":"add","path":"/metadata/finalizers/-","value":"c"}])"),
              R"({"metadata":{"$setElementOrder/finalizers":["a","a","b","c"],"finalizers":["c"]}})");
}

// "The order in patch list doesn't match $setElementOrder list": the server's own check.
TEST(Strategic, SendsElementsInTheOrderThatTheyShallHave) {
    const auto body = body_of(
        deployment(
            R"({"template":{"spec":{"containers":[{"name":"a","image":"x:1"},{"name":"z","image":"z"}]}}})"),
        R"({"metadata":{"name":"patch-demo","finalizers":["a","b","c"]},
            "spec":{"template":{"spec":{"containers":[{"name":"new","image":"n"},{"name":"a","image":"x:2"},
            {"name":"z","image":"z"}]}}}})");
    EXPECT_EQ(body["spec"]["template"]["spec"]["containers"].dump(),
              R"([{"image":"n","name":"new"},{"image":"x:2","name":"a"}])")
        << body.dump();
}

TEST(Strategic, DeletesAndReordersContainersAsTheProposalDoes) {
    const auto c =
        deployment(R"({"template":{"spec":{"containers":[{"name":"a"},{"name":"b"},{"name":"c"}]}}})");
    const auto inside = [&](std::string_view patch) {
        const auto made = c.patch(patch);
        return made && made->request ? made->request->body["spec"]["template"]["spec"].dump()
                                     : call::said(made);
    };
    EXPECT_EQ(inside(R"([{"op":"remove","path":"/spec/template/spec/containers/1"}])"),
              R"({"containers":[{"name":"b","$patch":"delete"}]})");
    EXPECT_EQ(inside(R"([{"op":"move","from":"/spec/template/spec/containers/0",
                          "path":"/spec/template/spec/containers/2"}])"),
              R"({"$setElementOrder/containers":[{"name":"b"},{"name":"c"},{"name":"a"}]})");
}

TEST(Strategic, GoesIntoTheElementThatChangesAndItsOwnLists) {
    const auto c = deployment(R"({"template":{"spec":{"containers":[{"name":"a","image":"x","env":[
        {"name":"A","value":"1"},{"name":"B","value":"2"}],"resources":{"limits":{"cpu":"1","memory":"2"}}}]}}})");
    EXPECT_EQ(c.after(R"([{"op":"replace","path":"/spec/template/spec/containers/0/env/1/value","value":"3"},
                          {"op":"remove","path":"/spec/template/spec/containers/0/resources/limits/cpu"}])"),
              R"({"spec":{"template":{"spec":{"containers":[{"name":"a","env":[{"name":"B","value":"3"}],)"
              R"("resources":{"limits":{"cpu":null}}}]}}}})");
    EXPECT_EQ(c.after(R"([{"op":"replace","path":"/spec/template/spec/containers/0/image","value":null}])"),
              R"({"spec":{"template":{"spec":{"containers":[{"name":"a","image":null}]}}}})");
}

// ---- what the loader says of a profile that asks for what cannot be

std::string mistakes(const std::function<void(ordered_json&)>& change) {
    auto text = json_of(R"({"profile":1,"vendor":"acme","resource":"widget","method":"PATCH",
        "base_url":"https://x.example","path":"/w","parameters":{"id":{"type":"string"}},"body":{"form":"partial"},
        "members":{"a":{"type":"string"},"list":{"type":"array","key":"name"},"box":{"type":"object"}}})");
    change(text);
    const auto loaded = load_profile(text.dump());
    if (loaded) return "none";
    std::string all;
    for (const auto& f : loaded.error()) all += (all.empty() ? "" : ", ") + f.code + " " + f.path;
    return all;
}

TEST(LoadProfile, WantsChangesThatTheBodyCanSay) {
    EXPECT_EQ(mistakes([](auto& p) { p["members"]["list"]["changes"] = "elements"; }), "none");
    EXPECT_EQ(mistakes([](auto& p) { p["members"]["a"]["changes"] = "elements"; }),
              "constraint /members/a/changes");
    EXPECT_EQ(mistakes([](auto& p) {
                  p["members"]["list"]["changes"] = "elements";
                  p["body"]["form"] = "operations";
              }),
              "constraint /members/list/changes");
    EXPECT_EQ(mistakes([](auto& p) { p["members"]["box"]["changes"] = "retain_keys"; }),
              "constraint /members/box/changes");
    EXPECT_EQ(mistakes([](auto& p) {
                  p["members"]["list"] = {{"type", "array"}, {"changes", "map"}};
              }),
              "required_missing /members/list/key, required_missing /members/list/value");
    EXPECT_EQ(mistakes([](auto& p) { p["members"]["list"]["gone"] = ordered_json::object(); }),
              "constraint /members/list/gone");
    EXPECT_EQ(mistakes([](auto& p) { p["members"]["a"]["after"] = "list"; }), "constraint /members/a/after");
}

TEST(LoadProfile, WantsABodyThatFitsItsForm) {
    EXPECT_EQ(mistakes([](auto& p) { p["body"]["removal"] = "remove"; }), "constraint /body/removal");
    EXPECT_EQ(mistakes([](auto& p) { p["body"]["mask"] = "m"; }), "constraint /body/mask");
    EXPECT_EQ(mistakes([](auto& p) { p["body"]["wrapped_as"] = "list"; }), "required_missing /body/wrapper");
    EXPECT_EQ(mistakes([](auto& p) {
                  p["body"] = {{"form", "operations"}, {"beside", {{"x", "id"}}}};
              }),
              "required_missing /body/wrapper");
    EXPECT_EQ(mistakes([](auto& p) {
                  p["body"]["beside"] = {{"x", {{"valeu", 1}}}};
              }),
              "required_missing /body/beside/x/value, unknown_member /body/beside/x/valeu");
    EXPECT_EQ(mistakes([](auto& p) { p["body"] = {{"form", "value"}}; }), "constraint /members");
    EXPECT_EQ(mistakes([](auto& p) {
                  p["body"] = {{"form", "scim"}, {"modes", {{"all", {{"sends", "all"}}}}}};
              }),
              "constraint /body/modes");
    EXPECT_EQ(mistakes([](auto& p) {
                  p["headers"] = ordered_json::array({{{"name", "X"}, {"value", "1"}, {"prefix", "2"}}});
              }),
              "constraint /headers/0/value");
}

// ---- secrets inside other values

TEST(Secrets, ThatWereReadNeverGoOutWithWhatIsAroundThem) {
    const auto text = json_of(R"({"profile":1,"vendor":"acme","resource":"widget","method":"PATCH",
        "base_url":"https://x.example","path":"/w","body":{"form":"partial"},"members":{"name":{"type":"string"},
        "logins":{"type":"array","items":{"type":"object","members":{"user":{"type":"string"},
        "password":{"type":"string","secret":true,"nullable":true},"pin":{"type":"string","secret":true}}}}}})");
    const auto to = load_profile(text.dump()).value();
    const auto after = [&](std::string_view patch) {
        request_input input;
        input.current = json_of(R"({"name":"n","logins":[{"user":"a","password":"hush-1","pin":"hush-2"}]})");
        input.patch = parse_patch(json_of(patch)).value();
        return make_request(to, std::move(input));
    };
    EXPECT_EQ(call::said(after(R"([{"op":"add","path":"/logins/-","value":{"user":"b","password":"new"}}])")),
              R"({"logins":[{"user":"a","password":null},{"user":"b","password":"new"}]})");
    EXPECT_EQ(call::said(after(R"([{"op":"copy","from":"/logins/0/password","path":"/name"}])")),
              "op_not_expressible /logins/0/password");
    EXPECT_EQ(call::said(after(R"([{"op":"copy","from":"/logins/0","path":"/logins/-"}])")),
              "op_not_expressible /logins/0");
    for (const auto* path : {"", "/logins", "/logins/0", "/logins/0/password"}) {
        const auto failed = after(R"([{"op":"test","path":")" + std::string(path) + R"(","value":1}])");
        ASSERT_FALSE(failed);
        EXPECT_EQ(failed.error().front().message.find("hush"), std::string::npos) << path;
    }
}

}  // namespace
}  // namespace emend::adapters::tests
