// Tests response.cpp and vendor_errors.cpp: what each vendor answers, in our words.

#include "emend/adapters/response.hpp"

#include <gtest/gtest.h>

#include "kit.hpp"

namespace emend::adapters::tests {
namespace {

answer read(const call& c, int status, std::string_view body,
            std::vector<std::pair<std::string, std::string>> headers = {},
            const ordered_json& sent = nullptr) {
    const response got{status, std::move(headers), body.empty() ? ordered_json() : json_of(body)};
    return read_answer(find_profile(c.vendor, c.resource).value(), got, {c.params, sent, std::nullopt});
}

std::string shown(const std::vector<vendor_error>& errors) {
    std::string all;
    for (const auto& e : errors) all += "[" + e.code + "|" + e.type + "|" + e.path + "] " + e.message + "\n";
    return all;
}

TEST(ReadAnswer, LeadsFromDruvasSuccessToTheTask) {
    const auto got = read(druva(), 200, R"({"task":{"id":"c8b54819-0001"}})");
    EXPECT_EQ(got.next, next_step::follow_task);
    EXPECT_EQ(got.task, "c8b54819-0001");
    EXPECT_EQ(got.location, "/msp/v2/tasks/c8b54819-0001");
}

TEST(ReadAnswer, TakesGcoresBodyAsTheNewResource) {
    const auto got = read(gcore(), 200, R"({"id":123,"companyName":"Acme Sarl"})");
    EXPECT_EQ(got.next, next_step::done);
    EXPECT_EQ(got.current->dump(), R"({"id":123,"companyName":"Acme Sarl"})");
}

TEST(ReadAnswer, TakesVeeamsResourceOutOfItsEnvelope) {
    const auto got = read(veeam(), 200, R"({"data":{"name":"Alpha"},"meta":null})");
    EXPECT_EQ(got.next, next_step::done);
    EXPECT_EQ(got.current->dump(), R"({"name":"Alpha"})");
}

TEST(ReadAnswer, HandsBackTheLocationOfAVeeamActionThatGoesOn) {
    const auto got = read(veeam(), 202, "", {{"location", "https://host:1280/api/v3/asyncActions/7"}});
    EXPECT_EQ(got.next, next_step::look_there);
    EXPECT_EQ(got.location, "https://host:1280/api/v3/asyncActions/7");
}

TEST(ReadAnswer, SaysWhereToReadAgainWhenCloudCockpitSaysNothing) {
    const auto got = read(cockpit(), 200, "");
    EXPECT_EQ(got.next, next_step::read_again);
    EXPECT_EQ(got.location,
              "/v1/Customers/11111111-2222-4333-8444-555555555555/users/6f1c0f6e-4f0e-4d5a-9a55-0c9b3a1d2e11"
              "?providerInstanceId=99999999-8888-4777-8666-555555555555");
    EXPECT_EQ(read(druva(), 204, "").location,
              "/msp/v3/customers/bde7f8c2-d063-4a4a-9a8f-c2ea5aff42f3-198?includeFeatures=true");
}

TEST(ReadAnswer, ReadsDruvasErrors) {
    const auto got = read(druva(), 500, R"({"code":"1001","message":"Internal\r\nerror"})");
    EXPECT_EQ(got.next, next_step::refused);
    EXPECT_EQ(shown(got.errors), "[1001||] Internal error\n");
    EXPECT_FALSE(got.retry);
    EXPECT_TRUE(read(druva(), 403, "").renew_token);
    EXPECT_EQ(shown(read(druva(), 404, "").errors), "[404||] the vendor answered HTTP 404 and no reason\n");
}

TEST(ReadAnswer, MapsCloudCockpitsPropertyNamesBackInAnyCase) {
    const auto got = read(cockpit(), 400, R"({"statusCode":400,"type":"Validation","description":"Bad user",
        "correlationId":"abc","errors":[{"propertyName":"CustomerUser.DisplayName","description":["too long","too odd"]},
                                        {"propertyName":"Domain","description":null}]})");
    EXPECT_EQ(
        shown(got.errors),
        "[400|Validation|] Bad user\n[||/displayName] too long\n[||/displayName] too odd\n[||/domain] \n");
    EXPECT_EQ(got.reference, "abc");
}

TEST(ReadAnswer, ReadsAllThreeOfGcoresErrorShapes) {
    EXPECT_EQ(
        shown(read(gcore(), 400, R"({"errors":{"reseller":["no such reseller"],"email":"bad"}})").errors),
        "[||/resellers] no such reseller\n[||/email] bad\n");
    EXPECT_EQ(shown(read(gcore(), 400, R"({"message":"JSON parse error - line 3\n"})").errors),
              "[||] JSON parse error - line 3\n");
    EXPECT_EQ(
        shown(read(gcore(), 400, R"([{"errors":{"email":"taken"}},{"errors":{"name":["a","b"]}}])").errors),
        "[||/email] taken\n[||/name] a\n[||/name] b\n");
}

TEST(ReadAnswer, SaysWhenATryIsWorthRepeating) {
    const auto limited = read(gcore(), 429, "", {{"Retry-After", "7"}});
    EXPECT_TRUE(limited.retry);
    EXPECT_EQ(limited.retry_after, 7U);
    EXPECT_EQ(read(gcore(), 429, "").retry_after, 60U);
    const auto throttled =
        read(veeam(), 429, R"({"errors":[{"type":"transport","code":429,"retryAfter":25}]})");
    EXPECT_TRUE(throttled.retry);
    EXPECT_EQ(throttled.retry_after, 25U);
    EXPECT_TRUE(read(veeam(), 520, R"({"errors":[{"type":"retryablelogical","message":"busy"}]})").retry);
    EXPECT_FALSE(read(veeam(), 520, R"({"errors":[{"type":"logical","message":"no"}]})").retry);
}

TEST(ReadAnswer, BlamesTheOperationThatVeeamNames) {
    const auto sent = json_of(
        R"([{"op":"replace","path":"/phone","value":"1"},{"op":"replace","path":"/notes","value":"x"}])");
    const auto got = read(veeam(), 400, R"({"errors":[{"type":"logical","code":1001,
        "message":"The property at path 'notes' could not be updated.",
        "failedJsonPatch":{"value":"x","path":"notes","op":"replace"}}]})",
                          {}, sent);
    ASSERT_EQ(got.errors.size(), 1U);
    EXPECT_EQ(got.errors[0].path, "/notes");
    EXPECT_EQ(got.errors[0].sent, 1U);
    EXPECT_EQ(got.errors[0].code, "1001");
    EXPECT_EQ(shown(read(veeam(), 400, R"({"errors":[{"message":"m","propertyName":"TaxId"}]})").errors),
              "[||/taxId] m\n");
}

TEST(ReadAnswer, BlamesTheCallersOwnOperation) {
    const auto patch = parse_patch(json_of(R"([{"op":"replace","path":"/notes","value":"a"},
        {"op":"replace","path":"/phone","value":"1"},{"op":"replace","path":"/notes","value":"b"}])"))
                           .value();
    const auto failed = [&](std::string_view value) {
        const response got{400,
                           {},
                           json_of(R"({"errors":[{"message":"no","failedJsonPatch":{"op":"replace",
            "path":"notes","value":")" +
                                   std::string(value) + R"("}}]})")};
        const auto body = json_of(R"([{"op":"replace","path":"/notes","value":"a"},
            {"op":"replace","path":"/phone","value":"1"},{"op":"replace","path":"/notes","value":"b"}])");
        return read_answer(find_profile("veeam", "organization").value(), got, {{}, body, patch})
            .errors.at(0);
    };
    EXPECT_EQ(failed("a").operation, 0U);
    EXPECT_EQ(failed("a").sent, 0U);
    EXPECT_EQ(failed("b").operation, 2U);
    EXPECT_EQ(failed("b").sent, 2U);
    EXPECT_EQ(failed("NOTES").operation, 2U);  // a value that nobody gave: the last that wrote there
    const auto other = parse_patch(json_of(R"([{"op":"test","path":"/name","value":"x"},
        {"op":"add","path":"/reseller","value":5}])"))
                           .value();
    const response got{400, {}, json_of(R"({"errors":{"reseller":"no such"}})")};
    EXPECT_EQ(read_answer(find_profile("gcore", "client").value(), got, {{}, nullptr, other})
                  .errors.at(0)
                  .operation,
              1U);
}

TEST(ReadAnswer, CountsTheSecondsToADate) {
    const auto wait = [](std::string_view until) {
        return read(gcore(), 429, "",
                    {{"Date", "Sun, 28 Feb 2100 23:59:50 GMT"}, {"retry-after", std::string(until)}})
            .retry_after;
    };
    EXPECT_EQ(wait("Mon, 01 Mar 2100 00:00:20 GMT"), 30U);
    EXPECT_EQ(wait("Sun, 28 Feb 2100 23:59:00 GMT"), 0U);
    EXPECT_EQ(wait("tomorrow"), 60U);
    EXPECT_EQ(wait("Xxx, 99 Foo 2100 00:00:00 GMT"), 60U);
}

TEST(ReadTask, FollowsAVeeamActionToItsEnd) {
    const auto to = find_profile("veeam", "organization").value();
    using stage = task_state::stage;
    EXPECT_EQ(read_task(to, json_of(R"({"data":{"status":"Running"}})")).at, stage::running);
    EXPECT_EQ(read_task(to, json_of(R"({"data":{"status":"Succeed"}})")).at, stage::succeeded);
    EXPECT_EQ(read_task(to, json_of(R"({"status":"canceled"})")).at, stage::failed);
    const auto failed =
        read_task(to, json_of(R"({"data":{"status":"failed"},"errors":[{"code":7,"message":"no"}]})"));
    EXPECT_EQ(to_json(failed).dump(),
              R"({"state":"failed","errors":[{"code":"7","message":"no","path":""}]})");
}

TEST(ParseResponse, ReadsWhatCurlPrints) {
    const auto got = parse_response(
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/2 202 \r\nLocation:  /x \r\nRetry-After: 3\r\n\r\n{\"a\":1}");
    ASSERT_TRUE(got);
    EXPECT_EQ(got->status, 202);
    EXPECT_EQ(got->headers,
              (std::vector<std::pair<std::string, std::string>>{{"Location", "/x"}, {"Retry-After", "3"}}));
    EXPECT_EQ(got->body.dump(), R"({"a":1})");
    EXPECT_TRUE(parse_response("HTTP/1.1 200 OK\n\nnot json")->body.is_null());
    EXPECT_EQ(parse_response("{}").error().front().code, "syntax_error");
    EXPECT_EQ(parse_response("HTTP/1.1 100 Continue\r\n\r\n").error().front().code, "syntax_error");
}

TEST(ReadTask, FollowsADruvaTaskToItsEnd) {
    const auto to = find_profile("druva", "customer").value();
    const auto at = [&](std::string_view body) { return read_task(to, json_of(body)); };
    using stage = task_state::stage;
    EXPECT_EQ(at(R"({"status":1})").at, stage::running);
    EXPECT_EQ(at(R"({"status":4,"output":{"failed":0,"successResp":{"entityId":"1"}}})").at,
              stage::succeeded);
    const auto failed = at(
        R"({"status":4,"output":{"failed":1,"errorResp":{"code":2304,"message":"Customer name already exists"}}})");
    EXPECT_EQ(failed.at, stage::failed);
    EXPECT_EQ(shown(failed.errors), "[2304||] Customer name already exists\n");
    EXPECT_EQ(at("null").at, stage::running);
}

TEST(ReadAnswer, SurvivesBodiesOfAnyShape) {
    for (const auto* body : {"null", "7", "[]", "[[[]]]", R"({"errors":7})", R"({"errors":[7,null,[]]})",
                             R"({"task":7})", R"({"errors":[{"failedJsonPatch":[]}]})", R"({"data":[]})"}) {
        for (const auto& c : {druva(), gcore(), cockpit(), veeam()}) {
            EXPECT_FALSE(read(c, 400, body).errors.empty());
            EXPECT_NE(read(c, 200, body).next, next_step::refused);
        }
    }
}

TEST(AnswerToJson, LeavesOutWhatIsNotThere) {
    EXPECT_EQ(to_json(read(druva(), 200, R"({"task":{"id":"t"}})")).dump(),
              R"({"next":"follow_task","task":"t","location":"/msp/v2/tasks/t"})");
    EXPECT_EQ(
        to_json(read(gcore(), 429, R"({"message":"slow down"})")).dump(),
        R"({"next":"refused","errors":[{"message":"slow down","path":""}],"retry":true,"retry_after":60})");
}

}  // namespace
}  // namespace emend::adapters::tests
