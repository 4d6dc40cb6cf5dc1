// Tests the request pipeline on tests/vectors/vendors.ndjson.

#include <gtest/gtest.h>

#include "emend/adapters/request.hpp"

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

INSTANTIATE_TEST_SUITE_P(Vendors, VendorVector, testing::ValuesIn(tests::read_vectors("vendors.ndjson")),
                         [](const auto& line) { return line.param.id; });

}  // namespace
}  // namespace emend::adapters
