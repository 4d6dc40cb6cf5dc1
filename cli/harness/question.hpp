#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "emend/text.hpp"

#include "member_list.hpp"
#include "subject.hpp"

namespace emend::cli {

/// What is right as an answer.
struct expectation {
    enum class kind : std::uint8_t {
        any,      ///< whatever it answers, but it answers
        success,  ///< no error
        value,    ///< this value
        refusal,  ///< an error, whichever
        either,   ///< this value, or an error
        leads,    ///< a patch that makes `value` of `start`; that applies to it, where `value` is empty
        merges,   ///< a merge patch that makes `value` of `start`
        unites,   ///< a document in which each side's changes of members are, and conflicts
    };
    kind what = kind::any;
    std::string value{};   ///< JSON text; for refusal: the reason
    std::string start{};   ///< JSON text
    std::string reason{};  ///< why it must be refused: an errc's name, or the words of a suite
};

/// One question in the words of the line protocol.
struct question {
    std::string verb{};
    std::vector<std::pair<std::string, std::string>> members{};  ///< name and JSON text

    [[nodiscard]] const std::string* find(std::string_view name) const;
    /// The members of the line, but for the id.
    [[nodiscard]] std::string line() const;
};

/// What a verb of the protocol takes and gives.
struct verb_form {
    std::string_view name;
    std::vector<std::string_view> takes;
    std::vector<std::string_view> may_take;
    std::string_view gives;
};
[[nodiscard]] const std::vector<verb_form>& verb_forms();
[[nodiscard]] const verb_form* find_form(std::string_view verb);

/// What emend holds right: its own answer where there is only one, else the law that holds for any. `editor`
/// is memory that is kept from case to case.
[[nodiscard]] expectation expected_of(const question& asked, text::editor& editor);
[[nodiscard]] inline expectation expected_of(const question& asked) {
    text::editor editor;
    return expected_of(asked, editor);
}

/// How an answer was found.
struct judgement {
    enum class kind : std::uint8_t {
        right,
        unsupported,
        another_value,  ///< a value other than the right one
        refuses,        ///< an error for what is right
        accepts,        ///< no error for what must be refused
        leads_nowhere,  ///< its patch does not apply, or is none
        leads_astray,   ///< its patch applies, and makes something else
        no_answer,      ///< neither an error nor the member that the verb gives
        trouble,        ///< no answer at all: `what` of the reply tells
    };
    kind what = kind::right;
    reply::kind trouble = reply::kind::answer;
    std::string got{};  ///< the value or the error that came, or the story

    [[nodiscard]] bool failed() const { return what != kind::right && what != kind::unsupported; }
};

/// The kind's name: "another_value", "crashed".
[[nodiscard]] std::string_view to_string(const judgement& j);

/// Memory that judging uses from answer to answer.
struct judging_tools {
    text::editor editor{};
    same_value same{};
};

/// Holds answers against what is right, in memory that it keeps.
class judge {
public:
    [[nodiscard]] judgement operator()(const question& asked, const expectation& right, const reply& got);

private:
    member_list answer_{};
    judging_tools tools_{};
};

/// What came, in words: the value, the error, or "crashed: was killed by signal 11 (SIGSEGV)".
[[nodiscard]] std::string got_words(const judgement& j);

/// The expectation in words: `{"a":1}`, "an error (path_not_found)".
[[nodiscard]] std::string in_words(const expectation& right);

}  // namespace emend::cli
