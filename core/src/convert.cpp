// Exports to_merge_patch, to_patch and compose_merge_patches.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "emend/algebra.hpp"
#include "emend/apply.hpp"
#include "emend/equal.hpp"
#include "emend/merge.hpp"

#include "json_members.hpp"
#include "json_tree.hpp"

namespace emend {
namespace {

using detail::json_view;
using detail::member_lookup;

template <class Json>
result<void> check_all(const limits& limit, std::initializer_list<const Json*> documents) {
    for (const auto* document : documents) {
        if (auto fits = detail::check(*document, limit.depth); !fits) return fits;
    }
    return {};
}

template <class Json>
result<Json> as_merge_patch(const basic_patch<Json>& ops, const Json& before, const limits& limit) {
    return emend::apply(detail::clone(before), ops, limit).and_then([&](const Json& after) {
        return merge_diff(before, after, limit);
    });
}

/// Walks a merge patch and the document side by side and says each step as an operation.
template <class Json>
class translator {
public:
    basic_patch<Json> run(const Json& merge_patch, const Json& before) {
        if (!merge_patch.is_object()) {
            if (!equal(before, merge_patch)) replace(detail::clone(merge_patch));
        } else if (!before.is_object()) {
            replace(merged_into_nothing(merge_patch));
        } else {
            open("", before, merge_patch);
            while (!stack_.empty()) step();
        }
        return std::move(ops_);
    }

private:
    struct frame {
        std::size_t tokens;
        member_lookup<Json> before;
        typename json_view<Json>::cursor at;
    };

    void open(const std::string& name, const Json& before, const Json& merge_patch) {
        if (!stack_.empty()) path_.tokens.push_back(name);
        stack_.push_back(
            {path_.tokens.size(), member_lookup<Json>(before), json_view<Json>::children(&merge_patch)});
    }

    void step() {
        if (stack_.back().at.done()) {
            stack_.pop_back();
            if (!stack_.empty()) path_.tokens.resize(stack_.back().tokens);
            return;
        }
        auto& top = stack_.back();
        const auto& name = *top.at.key();
        const Json& value = *top.at.value();
        const Json* old = top.before.find(name);
        top.at.advance();
        if (old != nullptr && old->is_object() && value.is_object()) return open(name, *old, value);
        path_.tokens.push_back(name);
        member(old, value);
        path_.tokens.pop_back();
    }

    void member(const Json* old, const Json& value) {
        if (value.is_null()) {
            if (old != nullptr) ops_.push_back(op::remove{path_});
        } else if (old == nullptr) {
            ops_.push_back(op::basic_add<Json>{path_, merged_into_nothing(value)});
        } else if (!equal(*old, value)) {
            replace(merged_into_nothing(value));
        }
    }

    void replace(Json value) { ops_.push_back(op::basic_replace<Json>{path_, std::move(value)}); }

    static Json merged_into_nothing(const Json& value) {
        return *emend::merge(Json(), value, {.depth = deepest});
    }

    static constexpr std::size_t deepest = static_cast<std::size_t>(-1);  // the caller has checked

    basic_patch<Json> ops_{};
    pointer path_{};
    std::vector<frame> stack_{};
};

/// The members of both merge patches; where both speak of one, the second decides.
template <class Json>
class merge_composer {
public:
    result<Json> run(const Json& first, const Json& second) {
        if (!second.is_object()) return detail::clone(second);
        if (!first.is_object()) return fail(lost("", first));
        Json out = detail::clone(first);
        waiting_.push_back({&out, &second, ""});
        while (!waiting_.empty()) {
            auto next = std::move(waiting_.back());
            waiting_.pop_back();
            if (auto done = members(next); !done) return fail(std::move(done).error());
        }
        return out;
    }

private:
    struct pair {
        Json* out;
        const Json* second;
        std::string path;
    };

    // New members are appended before any object is entered: pointers into an ordered
    // document hold only from then on.
    result<void> members(const pair& p) {
        std::vector<typename json_view<Json>::cursor> added;
        std::vector<typename json_view<Json>::cursor> both;
        {
            const member_lookup<Json> present(*p.out);
            for (auto at = json_view<Json>::children(p.second); !at.done(); at.advance()) {
                auto* old = const_cast<Json*>(present.find(*at.key()));  // found in the result, which is ours
                if (old == nullptr) {
                    added.push_back(at);
                } else if (!at.value()->is_object()) {
                    *old = detail::clone(*at.value());
                } else if (old->is_object()) {
                    both.push_back(at);
                } else {
                    return fail(lost(below(p.path, *at.key()), *old));
                }
            }
        }
        for (const auto& at : added) detail::append_member(*p.out, *at.key()) = detail::clone(*at.value());
        const member_lookup<Json> present(*p.out);
        for (const auto& at : both) {
            waiting_.push_back(
                {const_cast<Json*>(present.find(*at.key())), at.value(), below(p.path, *at.key())});
        }
        return {};
    }

    static std::string below(std::string path, const std::string& name) {
        append_token(path, name);
        return path;
    }

    static error lost(std::string path, const Json& first) {
        return {
            errc::not_expressible,
            error::none,
            std::move(path),
            error::none,
            "an object of the first merge patch to merge into",
            first.is_null() ? "null, which removes what one merge patch would keep" : detail::preview(first)};
    }

    std::vector<pair> waiting_{};
};

template <class Json>
result<basic_patch<Json>> as_patch(const Json& merge_patch, const Json& before, const limits& limit) {
    return check_all<Json>(limit, {&merge_patch, &before}).map([&] {
        return translator<Json>().run(merge_patch, before);
    });
}

template <class Json>
result<Json> composed(const Json& first, const Json& second, const limits& limit) {
    return check_all<Json>(limit, {&first, &second}).and_then([&] {
        return merge_composer<Json>().run(first, second);
    });
}

}  // namespace

result<json> to_merge_patch(const patch& ops, const json& before, const limits& limit) {
    return as_merge_patch(ops, before, limit);
}
result<ordered_json> to_merge_patch(const ordered_patch& ops, const ordered_json& before,
                                    const limits& limit) {
    return as_merge_patch(ops, before, limit);
}

result<patch> to_patch(const json& merge_patch, const json& before, const limits& limit) {
    return as_patch(merge_patch, before, limit);
}
result<ordered_patch> to_patch(const ordered_json& merge_patch, const ordered_json& before,
                               const limits& limit) {
    return as_patch(merge_patch, before, limit);
}

result<json> compose_merge_patches(const json& first, const json& second, const limits& limit) {
    return composed(first, second, limit);
}
result<ordered_json> compose_merge_patches(const ordered_json& first, const ordered_json& second,
                                           const limits& limit) {
    return composed(first, second, limit);
}

}  // namespace emend
