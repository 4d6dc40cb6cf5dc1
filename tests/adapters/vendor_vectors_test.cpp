// Tests the request pipeline on tests/vectors/vendors.ndjson, through the library and as bulk lines.

#include <gtest/gtest.h>

#include "emend/adapters/request.hpp"
#include "emend/document.hpp"

#include "support/vectors.hpp"

namespace emend::adapters {
namespace {

using tests::vector_line;

class VendorVector : public testing::TestWithParam<vector_line> {};

request_input input_of(const ordered_json& fields) {
    request_input input;
    input.current = fields.at("current");
    input.params = fields.at("params");
    if (fields.contains("options")) input.options = fields.at("options");
    if (fields.contains("desired")) input.desired = fields.at("desired");
    if (fields.contains("patch")) input.patch = parse_patch(fields.at("patch")).value();
    return input;
}

ordered_json shown(const request& r) {
    return {{"method", r.method}, {"path", r.path}, {"content_type", r.content_type}, {"body", r.body}};
}

std::vector<std::string> shown(const findings& warnings) {
    std::vector<std::string> all;
    for (const auto& w : warnings) all.push_back(w.code + ":" + w.path);
    return all;
}

bool leads_to(const std::string& prefix, const std::string& path) {
    return path.compare(0, prefix.size(), prefix) == 0 &&
           (path.size() == prefix.size() || path[prefix.size()] == '/');
}

TEST_P(VendorVector, GivesTheRequestOrTheErrorItNames) {
    const auto& fields = GetParam().fields;
    const auto& expect = fields.at("expect");
    const auto to = find_profile(GetParam().text("vendor"), GetParam().text("resource"));
    ASSERT_TRUE(to);
    const auto made = make_request(*to, input_of(fields));
    if (expect.contains("error")) {
        ASSERT_FALSE(made);
        EXPECT_EQ(made.error().front().code, expect["error"]["code"]) << made.error().front().message;
        EXPECT_TRUE(leads_to(expect["error"]["path"], made.error().front().path))
            << made.error().front().path;
        return;
    }
    ASSERT_TRUE(made) << made.error().front().message;
    ASSERT_EQ(made->request.has_value(), !expect["request"].is_null());
    if (made->request) {
        EXPECT_EQ(nlohmann::json(shown(*made->request)), nlohmann::json(expect["request"]));
    }
    const auto warnings = expect.value("warnings", std::vector<std::string>{});
    EXPECT_EQ(shown(made->warnings), warnings);
}

TEST_P(VendorVector, SaysTheSameAsABulkLine) {
    const auto& expect = GetParam().fields.at("expect");
    const auto answer = ordered_json::parse(bulk_request_line(GetParam().fields.dump(), 7));
    EXPECT_EQ(answer["id"], GetParam().id);
    if (expect.contains("error")) {
        EXPECT_EQ(answer["line"], 7);
        EXPECT_EQ(answer["error"]["code"], expect["error"]["code"]);
        EXPECT_TRUE(leads_to(expect["error"]["path"], answer["error"]["path"]));
        EXPECT_EQ(answer["error"], answer["errors"][0]);
        EXPECT_FALSE(answer.contains("request"));
        return;
    }
    EXPECT_EQ(nlohmann::json(answer["request"]), nlohmann::json(expect["request"]));
    std::vector<std::string> warnings;
    for (const auto& w : answer["warnings"]) {
        warnings.push_back(w["code"].get<std::string>() + ":" + w["path"].get<std::string>());
    }
    EXPECT_EQ(warnings, expect.value("warnings", std::vector<std::string>{}));
}

INSTANTIATE_TEST_SUITE_P(Vendors, VendorVector, testing::ValuesIn(tests::read_vectors("vendors.ndjson")),
                         [](const auto& line) { return line.param.id; });

}  // namespace
}  // namespace emend::adapters
