// Runs the vectors through the built command: each one through files, all at once through a stream.

#include "support/vectors.hpp"

#include <map>

#include <gtest/gtest.h>

#include "cli/command.hpp"

namespace emend::tests {
namespace {

using nlohmann::ordered_json;

// Malformed input ends with 2, a patch that does not fit with 1.
int status_of(const std::string& code) {
    static const std::map<std::string, int> malformed{{"syntax_error", 2},     {"invalid_utf8", 2},
                                                      {"duplicate_member", 2}, {"too_deep", 2},
                                                      {"invalid_patch", 2},    {"invalid_pointer", 2}};
    return malformed.contains(code) ? 2 : 1;
}

bool same(const std::string& a, const std::string& b, const folder& here) {
    return emend({"equal", here.write("got.json", a), here.write("wanted.json", b)}).status == 0;
}

class ApplyVectors : public ::testing::TestWithParam<vector_line> {};

TEST_P(ApplyVectors, HoldForFiles) {
    const auto& line = GetParam();
    const folder here;
    const auto doc = here.write("doc.json", line.text("doc"));
    const auto patch = here.write("patch.json", line.text("patch"));
    if (line.has("error")) {
        const auto run = emend({"--errors=json", "apply", "--in-place", doc, patch});
        EXPECT_EQ(run.status, status_of(line.text("error")));
        EXPECT_EQ(error_of(run).at("code"), line.text("error"));
        EXPECT_EQ(content_of(doc), line.text("doc")) << "the document changed";
        EXPECT_EQ(run.out, "");
        return;
    }
    const auto run = emend({"apply", doc, patch});
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_TRUE(same(run.out, line.text("result"), here)) << run.out;
    if (line.has("bytes")) {
        EXPECT_EQ(run.out, line.text("result"));
    }
}

INSTANTIATE_TEST_SUITE_P(EdgeCases, ApplyVectors, ::testing::ValuesIn(read_vectors("edge_cases.ndjson")));
INSTANTIATE_TEST_SUITE_P(Rfc6902, ApplyVectors, ::testing::ValuesIn(read_vectors("rfc/rfc6902.ndjson")));

// A text that is no JSON breaks the line it stands in: it has no answer of its own there.
bool breaks_its_line(const vector_line& line) { return line.fields.value("error", "") == "syntax_error"; }

std::string one_line_of(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

// A number that no double holds is beyond the reader of the answers, not beyond the command.
std::vector<nlohmann::json> answers_in(std::string out) {
    for (auto at = out.find("1e400"); at != std::string::npos; at = out.find("1e400"))
        out.replace(at, 5, "1e300");
    return json_lines(out);
}

void expect_answers(const std::string& file) {
    std::vector<vector_line> lines;
    std::string asked;
    for (const auto& line : read_vectors(file)) {
        if (breaks_its_line(line)) continue;
        asked += R"({"id":)" + ordered_json(line.id).dump() + R"(,"doc":)" + one_line_of(line.text("doc")) +
                 R"(,"patch":)" + one_line_of(line.text("patch")) + "}\n";
        lines.push_back(line);
    }
    const auto answers = answers_in(emend({"bulk", "apply", "--threads=2"}, asked).out);
    ASSERT_EQ(answers.size(), lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        EXPECT_EQ(answers[i].at("id"), lines[i].id);
        EXPECT_EQ(answers[i].contains("error"), lines[i].has("error")) << lines[i].id;
        if (answers[i].contains("error") && lines[i].has("error")) {
            EXPECT_EQ(answers[i].at("error").at("code"), lines[i].text("error")) << lines[i].id;
        }
    }
}

TEST(Vectors, HoldForStreams) {
    expect_answers("edge_cases.ndjson");
    expect_answers("rfc/rfc6902.ndjson");
}

TEST(Vectors, OfMergingHold) {
    std::string asked;
    const auto lines = read_vectors("rfc/rfc7396.ndjson");
    for (const auto& line : lines)
        asked += R"({"do":"merge","doc":)" + line.fields.at("target").dump() + R"(,"merge_patch":)" +
                 line.fields.at("patch").dump() + "}\n";
    const auto answers = json_lines(emend({"agent"}, asked).out);
    ASSERT_EQ(answers.size(), lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i)
        EXPECT_EQ(answers[i].at("doc"), nlohmann::json(lines[i].fields.at("result"))) << lines[i].id;
}

TEST(Vectors, OfPointersHold) {
    for (const auto& line : read_vectors("rfc/rfc6901.ndjson")) {
        const auto run = emend({"get", "-", line.text("pointer")}, line.fields.at("doc").dump());
        EXPECT_EQ(nlohmann::json::parse(run.out), nlohmann::json(line.fields.at("value"))) << line.id;
    }
}

// An expected path may be a prefix of the exact one.
void expect_finding(const nlohmann::json& answer, const nlohmann::json& wanted, const std::string& id) {
    ASSERT_TRUE(answer.contains("error")) << id << ": " << answer;
    EXPECT_EQ(answer.at("error").at("code"), wanted.at("code")) << id << ": " << answer;
    const auto path = answer.at("error").at("path").get<std::string>();
    EXPECT_EQ(path.rfind(wanted.at("path").get<std::string>(), 0), 0U) << id << ": " << path;
    EXPECT_EQ(answer.at("errors").at(0), answer.at("error")) << id;
    EXPECT_FALSE(answer.at("error").at("message").get<std::string>().empty()) << id;
}

std::vector<std::string> warnings_of(const nlohmann::json& answer) {
    std::vector<std::string> all;
    for (const auto& each : answer.at("warnings"))
        all.push_back(each.at("code").get<std::string>() + ":" + each.at("path").get<std::string>());
    return all;
}

void expect_request(const nlohmann::json& answer, const nlohmann::json& wanted, const std::string& id) {
    ASSERT_TRUE(answer.contains("request")) << id << ": " << answer;
    EXPECT_EQ(answer.at("request"), wanted.at("request")) << id;
    EXPECT_EQ(warnings_of(answer), wanted.value("warnings", std::vector<std::string>{})) << id;
}

void expect_answers_of_vendors(const std::vector<std::string>& verb, const std::string& more_members) {
    const auto lines = read_vectors("vendors.ndjson");
    std::string asked;
    for (const auto& line : lines) asked += "{" + more_members + line.fields.dump().substr(1) + "\n";
    const auto answers = json_lines(emend(verb, asked).out);
    ASSERT_EQ(answers.size(), lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const nlohmann::json wanted = lines[i].fields.at("expect");
        EXPECT_EQ(answers[i].at("id"), lines[i].id);
        wanted.contains("error") ? expect_finding(answers[i], wanted.at("error"), lines[i].id)
                                 : expect_request(answers[i], wanted, lines[i].id);
    }
}

TEST(Vectors, OfVendorsHoldInBulk) { expect_answers_of_vendors({"bulk", "request", "--threads=2"}, ""); }
TEST(Vectors, OfVendorsHoldForTheAgent) { expect_answers_of_vendors({"agent"}, R"("do":"request",)"); }

}  // namespace
}  // namespace emend::tests
