// What no contender gets below: reading the texts with simdjson's DOM, and comparing their bytes.

#include <cstring>
#include <memory>
#include <stdexcept>

#include <simdjson.h>

#include "contenders/contender.hpp"

namespace emend::contenders {
namespace {

// The texts that a contender has to read whole.
std::vector<const std::string*> texts(task what, const item& one) {
    if (what == task::diff) return {&one.before, &one.after};
    return {&one.before, what == task::apply ? &one.patch : &one.merge_patch};
}

bool from_text(task what) { return what == task::diff || what == task::apply || what == task::merge; }

}  // namespace

job simdjson_parse(task what, std::span<const item> all) {
    if (!from_text(what)) return {};
    struct state {
        simdjson::dom::parser parser{};
        std::vector<simdjson::padded_string> texts{};
    };
    auto ready = std::make_shared<state>();
    for (const auto& one : all) {
        for (const auto* text : texts(what, one)) ready->texts.emplace_back(*text);
    }
    return {[ready] {
                for (const auto& text : ready->texts) {
                    if (ready->parser.parse(text).error() != simdjson::SUCCESS)
                        throw std::runtime_error("simdjson does not read it");
                }
            },
            {}};
}

job memcmp_bytes(task what, std::span<const item> all) {
    if (!from_text(what)) return {};
    struct twins {
        std::string first{};
        std::string second{};
    };
    auto ready = std::make_shared<std::vector<twins>>();
    // So many bytes are read as the documents have: a diff has two, the others have one.
    for (const auto& one : all) {
        const auto half = what == task::diff ? one.before.size() : one.before.size() / 2;
        ready->push_back({one.before.substr(0, half), one.before.substr(0, half)});
    }
    return {[ready] {
                for (const auto& [first, second] : *ready) {
                    if (std::memcmp(first.data(), second.data(), first.size()) != 0)
                        throw std::runtime_error("equal bytes differ");
                }
            },
            {}};
}

}  // namespace emend::contenders
