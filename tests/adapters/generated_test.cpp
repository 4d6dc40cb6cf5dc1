// Properties of every built-in profile, on resources and edits generated from its rules: what the rules
// allow is sent, and a server that reads the body form ends with what was wanted.

#include <algorithm>
#include <fstream>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "emend/adapters/response.hpp"
#include "emend/diff.hpp"
#include "emend/equal.hpp"
#include "emend/testing/generators.hpp"
#include "emend/testing/vendor_resources.hpp"

#include "adapters/kit.hpp"
#include "adapters/receiver.hpp"
#include "support/source_dir.hpp"

namespace emend::adapters::tests {
namespace {

using testing::edited_resource;
using testing::vendor_resource;

class Generated : public ::testing::TestWithParam<profile> {
protected:
    [[nodiscard]] static ordered_json text_of(const profile& of) {
        std::ifstream in(emend::tests::source_dir() + "/adapters/profiles/" + of.vendor() + "/" +
                         of.resource() + ".json");
        return ordered_json::parse(in);
    }

    [[nodiscard]] static ordered_json unwrapped(const ordered_json& text, const ordered_json& document) {
        const auto envelope = text.value("envelope", "");
        return !envelope.empty() && document.contains(envelope) ? document[envelope] : document;
    }
};

// Whether a patch changes members: all of them at once is refused where each is an operation.
bool says_no_root(const ordered_patch& patch) {
    return std::none_of(patch.begin(), patch.end(), [](const auto& operation) {
        return std::visit([](const auto& o) { return o.path.tokens.empty(); }, operation);
    });
}

std::string name_of(const ::testing::TestParamInfo<profile>& of) {
    auto name = of.param.vendor() + "_" + of.param.resource();
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Profiles, Generated, ::testing::ValuesIn(profiles()), name_of);

TEST_P(Generated, ResourceThatStaysBreaksNoRule) {
    EXPECT_TRUE(rc::check([&] {
        auto input = *vendor_resource(GetParam());
        input.desired = input.current;
        const auto made = make_request(GetParam(), input);
        RC_LOG() << call::said(made) << '\n';
        RC_ASSERT(made.has_value());
        RC_ASSERT(made->warnings.empty());
    }));
}

TEST_P(Generated, EditIsWhatTheServerReads) {
    const auto text = text_of(GetParam());
    EXPECT_TRUE(rc::check([&] {
        auto input = *vendor_resource(GetParam());
        const auto wanted = *edited_resource(GetParam(), input);
        input.desired = wanted;
        const auto before = unwrapped(text, input.current);
        const auto made = make_request(GetParam(), input);
        RC_LOG() << "wanted " << wanted.dump() << "\nsent " << call::said(made) << '\n';
        RC_ASSERT(made.has_value());
        RC_ASSERT(made->warnings.empty());
        const bool changes = !equal(evened(text, before), evened(text, unwrapped(text, wanted)));
        RC_CLASSIFY(changes, "changes");
        RC_ASSERT(made->request.has_value() || !changes);
        const auto after = made->request ? received(text, *made->request, before) : before;
        RC_LOG() << "received " << after.dump() << '\n';
        RC_ASSERT(equal(evened(text, after), evened(text, unwrapped(text, wanted))));
    }));
}

TEST_P(Generated, PatchSaysWhatTheDesiredResourceSays) {
    EXPECT_TRUE(rc::check([&] {
        auto input = *vendor_resource(GetParam());
        const auto wanted = *edited_resource(GetParam(), input);
        RC_PRE(input.options.value("mode", "") != "pass_through");
        auto by_patch = input;
        // A copy of a secret is refused, whatever it equals.
        by_patch.patch = diff(input.current, wanted, {.copies = false}).value();
        RC_PRE(says_no_root(*by_patch.patch));
        input.desired = wanted;
        const auto a = make_request(GetParam(), input);
        const auto b = make_request(GetParam(), by_patch);
        RC_LOG() << call::said(a) << '\n' << call::said(b) << '\n';
        RC_ASSERT(a.has_value() && b.has_value());
        RC_ASSERT(a->request.has_value() == b->request.has_value());
        if (a->request) RC_ASSERT(equal(a->request->body, b->request->body));
    }));
}

TEST_P(Generated, ExplanationIsOfWhatIsMade) {
    EXPECT_TRUE(rc::check([&] {
        auto input = *vendor_resource(GetParam());
        input.patch = *emend::testing::nearly_valid_patch(input.current);
        const auto made = make_request(GetParam(), input);
        const auto explained = explain_request(GetParam(), input);
        RC_LOG() << call::said(made) << '\n' << call::said(explained.made) << '\n';
        RC_ASSERT(made.has_value() == explained.made.has_value());
        RC_ASSERT(call::said(made) == call::said(explained.made));
        RC_ASSERT(explained.operations.size() == input.patch->size());
        const auto refused = std::any_of(explained.operations.begin(), explained.operations.end(),
                                         [](const auto& v) { return v.said == verdict::how::refused; });
        RC_ASSERT(!refused || !made);
        for (std::size_t n = 0; n < explained.operations.size(); ++n)
            RC_ASSERT(explained.operations[n].operation == n);
    }));
}

TEST_P(Generated, AnswerThatHoldsTheResourceIsReadBack) {
    const auto text = text_of(GetParam());
    EXPECT_TRUE(rc::check([&] {
        const auto input = *vendor_resource(GetParam());
        const auto resource = unwrapped(text, input.current);
        for (const auto& success : text["answers"]["success"]) {
            response got{success["status"].get<int>(), {}, {}};
            const auto at = success.value("at", "");
            if (success["gives"] == "resource") got.body[ordered_json::json_pointer(at)] = resource;
            const auto read = read_answer(GetParam(), got, {input.params, {}, std::nullopt});
            RC_LOG() << to_json(read).dump() << '\n';
            RC_ASSERT((read.next == next_step::done) == (success["gives"] == "resource"));
            if (read.next == next_step::done) RC_ASSERT(equal(*read.current, resource));
        }
    }));
}

// Whatever a server says, it is an answer: with an error where it is refused.
TEST_P(Generated, AnswerOfAnyKindIsRead) {
    EXPECT_TRUE(rc::check([&] {
        const auto body =
            *rc::gen::oneOf(emend::testing::document(),
                            rc::gen::map(vendor_resource(GetParam()),
                                         [](const request_input& input) { return input.current; }));
        const response got{*rc::gen::element(0, 200, 202, 204, 400, 401, 429, 503),
                           {{"Retry-After", "x"}, {"Location", ""}},
                           body};
        const auto read = read_answer(GetParam(), got);
        RC_ASSERT((read.next == next_step::refused) == !read.errors.empty());
        RC_ASSERT(read.current.has_value() == (read.next == next_step::done));
        const auto task = read_task(GetParam(), body);
        RC_ASSERT((task.at == task_state::stage::failed) == !task.errors.empty());
    }));
}

}  // namespace
}  // namespace emend::adapters::tests
