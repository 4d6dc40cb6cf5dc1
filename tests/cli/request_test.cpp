// Tests emend request: from the files of a person to what is sent.

#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command.hpp"
#include "support/source_dir.hpp"
#include "support/vectors.hpp"

namespace emend::tests {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class Request : public ::testing::Test {
protected:
    // The first vendor's vectors carry no vendor rule of their own here: any would do.
    const std::vector<vector_line> lines = read_vectors("vendors.ndjson");
    folder here;

    // The vector's line as files and arguments.
    std::vector<std::string> call(const vector_line& line, std::vector<std::string> more = {}) {
        const auto& fields = line.fields;
        std::vector<std::string> words{"request", line.text("vendor"), line.text("resource"), "--current",
                                       here.write("current.json", fields.at("current").dump(2))};
        for (const auto* change : {"patch", "desired"})
            if (line.has(change))
                words.insert(words.end(), {std::string("--") + change,
                                           here.write("change.json", fields.at(change).dump(2))});
        add_pairs(words, "--param", fields.value("params", ordered_json::object()));
        add_pairs(words, "--option", fields.value("options", ordered_json::object()));
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }

    static void add_pairs(std::vector<std::string>& words, const std::string& option,
                          const ordered_json& pairs) {
        for (const auto& [name, value] : pairs.items())
            words.insert(
                words.end(),
                {option, name + "=" + (value.is_string() ? value.get<std::string>() : value.dump())});
    }

    const vector_line& line_of(const std::string& id) const {
        for (const auto& line : lines)
            if (line.id == id) return line;
        throw std::runtime_error("no vector " + id);
    }
};

TEST_F(Request, PrintsWhatTheVectorsSay) {
    for (const auto& line : lines) {
        const auto run = emend(call(line, {"--errors=json"}));
        const auto& wanted = line.fields.at("expect");
        if (wanted.contains("error")) {
            EXPECT_EQ(run.out, "") << line.id;
            EXPECT_EQ(error_of(run).at("code"), wanted.at("error").at("code").get<std::string>()) << line.id;
            EXPECT_GE(error_of(run).at("errors").size(), 1U) << line.id;
            EXPECT_EQ(run.status, wanted.at("error").at("code") == "missing_context" ? 2 : 1) << line.id;
            continue;
        }
        EXPECT_EQ(run.status, 0) << line.id << run.err;
        const auto got = ordered_json::parse(run.out);
        ASSERT_EQ(got.is_null(), wanted.at("request").is_null()) << line.id;
        if (got.is_null()) continue;
        for (const auto* member : {"method", "path", "content_type", "body"})
            EXPECT_EQ(nlohmann::json(got.at(member)), nlohmann::json(wanted.at("request").at(member)))
                << line.id;
    }
}

TEST_F(Request, PrintsAMessageOrAShellCommand) {
    const auto http = emend(call(line_of("V01"), {"--as=http"}));
    EXPECT_THAT(http.out, StartsWith("PATCH /api/v3/organizations/"));
    const auto curl = emend(call(line_of("V01"), {"--as=curl"}));
    EXPECT_THAT(curl.out, StartsWith("curl "));
    EXPECT_THAT(curl.out, HasSubstr("PATCH"));
}

TEST_F(Request, SaysThatThereIsNothingToSend) {
    const auto run = emend(call(line_of("V14")));
    EXPECT_EQ(run.status, 0);
    EXPECT_EQ(run.out, "null\n");
    EXPECT_EQ(run.err, "emend: nothing to send: the resource would stay as it is\n");
    EXPECT_EQ(emend(call(line_of("V14"), {"--as=curl"})).out, "");
}

TEST_F(Request, WarnsOfTheServersOwnValues) {
    const auto run = emend(call(line_of("D21")));
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.err, StartsWith("emend: warning: "));
    const auto warned = error_of(emend(call(line_of("D21"), {"--errors=json"}))).at("warnings");
    EXPECT_EQ(warned.at(0).at("path"), "/phone");
}

TEST_F(Request, PrintsEveryFindingOnALineOfItsOwn) {
    auto line = line_of("V05");
    line.fields["patch"] = ordered_json::parse(
        R"([{"op":"replace","path":"/type","value":"x"},{"op":"replace","path":"/name","value":null}])");
    const auto run = emend(call(line));
    EXPECT_EQ(run.status, 1);
    EXPECT_EQ(run.out, "");
    EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 2) << run.err;
    EXPECT_THAT(run.err, StartsWith("emend: "));
    EXPECT_EQ(error_of(emend(call(line, {"--errors=json"}))).at("errors").size(), 2U);
}

TEST_F(Request, NamesTheNearestRightName) {
    const auto wrong = [&](std::size_t word, const std::string& typed) {
        auto words = call(line_of("V01"));
        words.at(word) = typed;
        const auto run = emend(words);
        EXPECT_EQ(run.status, 2);
        EXPECT_EQ(run.out, "");
        EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1) << run.err;
        return run.err;
    };
    EXPECT_THAT(wrong(1, "veem"), HasSubstr("veeam"));
    EXPECT_THAT(wrong(2, "organisation"), HasSubstr("organization"));
    auto words = call(line_of("V01"), {"--param", "organizationUdi=1"});
    const auto run = emend(words);
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, HasSubstr("organizationUid"));
}

TEST_F(Request, IsCheckedBeforeAnythingIsRead) {
    EXPECT_EQ(emend({"request", "x", "y"}).err,
              "emend: emend request needs --current FILE: the resource as it was read\n");
    EXPECT_EQ(emend({"request", "x", "y", "--current", "a"}).err,
              "emend: emend request needs --patch FILE or --desired FILE, one of them\n");
    EXPECT_EQ(emend({"request", "x", "y", "--current", "a", "--patch", "b", "--param", "c"}).status, 2);
    EXPECT_EQ(emend({"request", "x", "y", "--current", "a", "--patch", "b", "--as", "jsno"}).err,
              "emend: no form \"jsno\": did you mean \"json\"?\n");
}

TEST_F(Request, TakesAProfileFromAFile) {
    const auto broken = here.write("profile.json", "{}");
    const auto run = emend(call(line_of("V01"), {"--profile", broken}));
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, StartsWith("emend: " + broken + ": "));
}

TEST_F(Request, ExplainsEveryOperationEvenWhenItIsRefused) {
    auto line = line_of("V01");
    const auto run = emend(call(line, {"--explain"}));
    EXPECT_EQ(run.status, 0) << run.err;
    const auto report = nlohmann::json::parse(run.out);
    EXPECT_EQ(report.at("operations").at(0).at("sent"), "exactly");
    EXPECT_EQ(report.at("request").at("method"), "PATCH");
    line.fields["patch"] = nlohmann::ordered_json::parse(R"([{"op":"replace","path":"/type","value":"x"}])");
    const auto refused = emend(call(line, {"--explain"}));
    EXPECT_EQ(refused.status, 1);
    EXPECT_EQ(nlohmann::json::parse(refused.out).at("operations").at(0).at("sent"), "refused");
    EXPECT_TRUE(nlohmann::json::parse(refused.out).at("request").is_null());
    EXPECT_THAT(refused.err, HasSubstr("read-only"));
}

TEST_F(Request, PrintsSecretsOnlyWhenAskedAndNeverFromTheCommandLine) {
    const auto secrets =
        here.write("secrets", "# mine\nVEEAM_TOKEN=t0p$ecret\nVEEAM_HOSTNAME=console.example\n");
    for (const auto* form : {"json", "http", "curl"}) {
        ::setenv("VEEAM_TOKEN", "t0p$ecret", 1);
        const auto plain = emend(call(line_of("V01"), {"--as", form}));
        ::unsetenv("VEEAM_TOKEN");
        EXPECT_EQ(plain.out.find("t0p"), std::string::npos);
        const auto filled = emend(call(line_of("V01"), {"--as", form, "--fill", secrets}));
        EXPECT_EQ(filled.status, 0) << filled.err;
        EXPECT_THAT(filled.out, HasSubstr("t0p$ecret"));
        EXPECT_THAT(filled.out, HasSubstr("console.example"));
    }
    const auto missing = emend(call(line_of("V01"), {"--fill", "env"}));
    EXPECT_EQ(missing.status, 2);
    EXPECT_THAT(missing.err, HasSubstr("VEEAM_TOKEN"));
    const auto given = emend(call(line_of("V01"), {"--param", "token=t0p$ecret"}));
    EXPECT_EQ(given.status, 2);
    EXPECT_EQ(given.err.find("t0p"), std::string::npos);
}

TEST(Answer, SaysWhatComesNext) {
    const folder here;
    const auto ok = emend({"answer", "druva", "customer", "-", "--param", "customerId=c"},
                          "HTTP/1.1 200 OK\r\n\r\n{\"task\":{\"id\":\"t\"}}");
    EXPECT_EQ(ok.status, 0) << ok.err;
    EXPECT_EQ(ok.out, R"({"next":"follow_task","task":"t","location":"/msp/v2/tasks/t"})"
                      "\n");
    const auto patch = here.write("patch.json", R"([{"op":"add","path":"/reseller","value":5}])");
    const auto refused = emend({"answer", "gcore", "client", "-", "--patch", patch},
                               "HTTP/1.1 400 Bad Request\r\n\r\n{\"errors\":{\"reseller\":\"no such\"}}");
    EXPECT_EQ(refused.status, 1);
    EXPECT_EQ(nlohmann::json::parse(refused.out).at("errors").at(0).at("operation"), 0);
    const auto task = emend({"answer", "druva", "customer", "-", "--task"},
                            "HTTP/1.1 200 OK\r\n\r\n{\"status\":4,\"output\":{\"failed\":0}}");
    EXPECT_EQ(task.out, "{\"state\":\"succeeded\"}\n");
    EXPECT_EQ(emend({"answer", "druva", "customer", "-"}, "{}").status, 2);
}

TEST(Profile, IsDraftedCheckedAndUsed) {
    const folder here;
    const auto spec = source_dir() + "/examples/openapi/widgets.json";
    const auto drafted =
        emend({"profile", "from-openapi", spec, "--path", "/widgets/{widgetId}", "--method", "PATCH"});
    ASSERT_EQ(drafted.status, 0) << drafted.err;
    EXPECT_THAT(drafted.err, HasSubstr("look at \"/answers\""));
    const auto file = here.write("widget.json", drafted.out);
    const auto checked = emend({"profile", "check", file});
    EXPECT_EQ(checked.status, 0) << checked.err;
    EXPECT_THAT(checked.out, StartsWith("acme widget: Change a widget\n  --param widgetId (required)\n"));
    const auto made = emend({"request", "acme", "widget", "--profile", file, "--param", "widgetId=7",
                             "--current", here.write("a.json", R"({"name":"a","size":1})"), "--desired",
                             here.write("b.json", R"({"name":"a","size":2})")});
    EXPECT_EQ(nlohmann::json::parse(made.out).at("body").dump(), R"({"size":2})") << made.err;
    const auto broken = emend({"profile", "check", here.write("x.json", R"({"profile":1,"vendr":"x"})")});
    EXPECT_EQ(broken.status, 2);
    EXPECT_THAT(broken.err, HasSubstr("did you mean \"vendor\"?"));
    EXPECT_EQ(emend({"profile", "from-openapi", spec}).status, 2);
}

class YamlProfile : public ::testing::Test {
protected:
    void SetUp() override {
        if (draft("a: 1").err.find("without yaml-cpp") != std::string::npos)
            GTEST_SKIP() << "no YAML in this build";
    }
    static ran draft(const std::string& text) {
        return emend({"profile", "from-openapi", "-", "--path", "/w/{id}", "--method", "PATCH"}, text);
    }
};

TEST_F(YamlProfile, IsDraftedAsFromTheSameDocumentInJson) {
    const auto from_yaml = draft(R"(# Widgets
openapi: '3.1.0'
info: {title: Acme, version: "1"}
servers: [{url: https://api.acme.example}]
paths:
  /w/{id}:
    parameters:
      - &id {name: id, in: path, required: true, schema: {type: integer}}
    patch:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [name]
              properties:
                name:
                  type: string
                  maxLength: 0x20
                  description: |-
                    of
                    two lines
                size: {type: [integer, "null"], minimum: -1, maximum: +7}
                level: {type: string, enum: [low, "1", on, "null"]}
      responses:
        200: {description: done}
)");
    const auto from_json = draft(R"({"openapi":"3.1.0","info":{"title":"Acme","version":"1"},
        "servers":[{"url":"https://api.acme.example"}],"paths":{"/w/{id}":{
        "parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"integer"}}],
        "patch":{"requestBody":{"content":{"application/json":{"schema":{"type":"object","required":["name"],
        "properties":{"name":{"type":"string","maxLength":32,"description":"of\ntwo lines"},
        "size":{"type":["integer","null"],"minimum":-1,"maximum":7},
        "level":{"type":"string","enum":["low","1","on","null"]}}}}}},
        "responses":{"200":{"description":"done"}}}}}})");
    EXPECT_EQ(from_yaml.status, 0) << from_yaml.err;
    EXPECT_EQ(from_yaml.out, from_json.out);
    EXPECT_NE(from_yaml.out.find(R"("max_length": 32)"), std::string::npos) << from_yaml.out;
    EXPECT_NE(from_yaml.out.find(R"("minimum": -1)"), std::string::npos) << from_yaml.out;
}

TEST_F(YamlProfile, SaysWhereTheDocumentIsWrong) {
    const auto said = [](const std::string& text) {
        const auto got = draft(text);
        return std::to_string(got.status) + " " + got.err;
    };
    EXPECT_EQ(said("a: [1,\n"), "2 emend: <stdin>:2:1: not YAML: end of sequence flow not found\n");
    EXPECT_EQ(said("a: 1\na: 2\n"), "2 emend: <stdin>:2:1: \"a\" stands twice in one object\n");
    EXPECT_EQ(said("? [1]\n: 2\n"),
              "2 emend: <stdin>:1:3: the name of a member must be a scalar, for JSON\n");
    EXPECT_EQ(said("a: .nan\n"), "2 emend: <stdin>:1:4: JSON has no number .nan\n");
    EXPECT_EQ(said("a: 1e999\n"), "2 emend: <stdin>:1:4: a number beyond a double: 1e999\n");
    EXPECT_EQ(said("a: &a [*a]\n"), "2 emend: <stdin>:1:4: aliases make it too large\n");
    EXPECT_EQ(said("a: \"\xff\"\n").substr(0, 30), "2 emend: <stdin>: at \"/a\": not");
    EXPECT_EQ(said(""), "2 emend: the document has no \"paths\": is it OpenAPI?\n");
    EXPECT_EQ(draft("a: " + std::string(100'000, '[')).status, 2);
    std::string bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n";
    for (int i = 1; i < 9; ++i) {
        const auto last = "*a" + std::to_string(i - 1);
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + last;
        for (int n = 0; n < 9; ++n) bomb += "," + last;
        bomb += "]\n";
    }
    EXPECT_NE(said(bomb).find("aliases make it too large"), std::string::npos);
}

TEST(RequestHelp, ListsTheProfiles) {
    const auto run = emend({"request", "--help"});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, HasSubstr("  veeam organization\n    --param organizationUid=..."));
}

}  // namespace
}  // namespace emend::tests
