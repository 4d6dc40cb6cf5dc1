// Exports merge and merge_diff for nlohmann documents.

#include "emend/merge.hpp"

#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "emend/equal.hpp"

#include "json_members.hpp"
#include "json_tree.hpp"
#include "null_error.hpp"

namespace emend {
namespace {

using detail::is_ordered;
using detail::member_lookup;

/// MergePatch(Target, Patch) of RFC 7396 §2 with the recursion on a stack.
template <class Json>
class merger {
public:
    void run(Json& target, const Json& patch) {
        into(target, patch);
        while (!waiting_.empty()) {
            const auto next = waiting_.back();
            waiting_.pop_back();
            merge_object(*next.target, *next.patch);
        }
    }

private:
    struct pair {
        Json* target;
        const Json* patch;
    };

    void into(Json& target, const Json& patch) {
        if (!patch.is_object()) {
            target = detail::clone(patch);
            return;
        }
        if (!target.is_object()) target = Json::object();
        waiting_.push_back({&target, &patch});
    }

    // Existing members first, while the table over them is good; then removals; then new ones.
    void merge_object(Json& target, const Json& patch) {
        std::vector<const std::string*> removed;
        std::vector<typename detail::json_view<Json>::cursor> added;
        {
            const member_lookup<Json> members(target);
            for (auto at = detail::json_view<Json>::children(&patch); !at.done(); at.advance()) {
                const auto* found = members.find(*at.key());
                if (found == nullptr) {
                    if (!at.value()->is_null()) added.push_back(at);
                } else if (at.value()->is_null()) {
                    removed.push_back(at.key());
                } else if (!at.value()->is_object()) {
                    const_cast<Json&>(*found) =
                        detail::clone(*at.value());  // found in `target`, which is ours
                }
            }
        }
        remove(target, removed);
        for (const auto& at : added) {
            auto& value = detail::append_member(target, *at.key());
            value = at.value()->is_object() ? Json::object() : detail::clone(*at.value());
        }
        descend(target, patch);
    }

    static void remove(Json& target, const std::vector<const std::string*>& names) {
        auto& members = target.template get_ref<typename Json::object_t&>();
        if constexpr (!is_ordered<Json>) {
            for (const auto* name : names) members.erase(*name);
        } else if (!names.empty()) {
            std::unordered_set<std::string_view> gone;
            for (const auto* name : names) gone.insert(*name);
            Json kept = Json::object();
            for (auto& [name, value] : members) {
                if (!gone.contains(name)) detail::append_member(kept, name) = std::move(value);
            }
            target = std::move(kept);
        }
    }

    // Only now do members stay where they are, so that pointers to them hold.
    void descend(Json& target, const Json& patch) {
        const member_lookup<Json> members(target);
        for (auto at = detail::json_view<Json>::children(&patch); !at.done(); at.advance()) {
            if (at.value()->is_object()) into(const_cast<Json&>(*members.find(*at.key())), *at.value());
        }
    }

    std::vector<pair> waiting_{};
};

/// Two objects side by side; members that differ are collected in `out`.
template <class Json>
class merge_differ {
public:
    result<Json> run(const Json& before, const Json& after) {
        if (!before.is_object() || !after.is_object()) return written(after, {});
        open("", before, after);
        while (true) {
            auto& top = stack_.back();
            if (top.at.done()) {
                if (auto out = close()) return std::move(*out);
                continue;
            }
            const auto at = top.at;
            top.at.advance();
            if (auto done = member(top, *at.key(), *at.value()); !done) return fail(std::move(done).error());
        }
    }

private:
    struct frame {
        std::string name;
        const Json* before;
        member_lookup<Json> old;
        member_lookup<Json> now;
        typename detail::json_view<Json>::cursor at;
        Json out;
    };

    void open(const std::string& name, const Json& before, const Json& after) {
        stack_.push_back({name, &before, member_lookup<Json>(before), member_lookup<Json>(after),
                          detail::json_view<Json>::children(&after), Json::object()});
    }

    // The removed members, then the whole object up to its parent; the root's result at the end.
    std::optional<Json> close() {
        auto done = std::move(stack_.back());
        stack_.pop_back();
        for (auto at = detail::json_view<Json>::children(done.before); !at.done(); at.advance()) {
            if (done.now.find(*at.key()) == nullptr) detail::append_member(done.out, *at.key()) = nullptr;
        }
        if (stack_.empty()) return std::move(done.out);
        if (!done.out.empty()) detail::append_member(stack_.back().out, done.name) = std::move(done.out);
        return {};
    }

    result<void> member(frame& top, const std::string& name, const Json& after) {
        const auto* before = top.old.find(name);
        if (before != nullptr && before->is_object() && after.is_object()) {
            open(name, *before, after);
            return {};
        }
        if (before != nullptr && equal(*before, after)) return {};
        if (after.is_null()) return fail(null_at({name}));
        auto value = written(after, {name});
        if (!value) return fail(std::move(value).error());
        detail::append_member(top.out, name) = std::move(*value);
        return {};
    }

    // A value that goes into the patch as it is: no object in it may hold a null,
    // for that would delete. Nulls inside arrays are plain values.
    result<Json> written(const Json& value, std::vector<std::string> path) const {
        if (value.is_object()) {
            if (auto null = find_null(value)) {
                path.insert(path.end(), null->begin(), null->end());
                return fail(null_at(path));
            }
        }
        return detail::clone(value);
    }

    static std::optional<std::vector<std::string>> find_null(const Json& object) {
        std::vector<typename detail::json_view<Json>::cursor> stack{
            detail::json_view<Json>::children(&object)};
        while (!stack.empty()) {
            if (stack.back().done()) {
                stack.pop_back();
                if (!stack.empty()) stack.back().advance();
                continue;
            }
            const auto* value = stack.back().value();
            if (value->is_null()) {
                std::vector<std::string> path;
                for (const auto& at : stack) path.push_back(*at.key());
                return path;
            }
            if (value->is_object()) {
                stack.push_back(detail::json_view<Json>::children(value));
            } else {
                stack.back().advance();
            }
        }
        return {};
    }

    [[nodiscard]] error null_at(const std::vector<std::string>& below) const {
        std::string path;
        for (std::size_t i = 1; i < stack_.size(); ++i) append_token(path, stack_[i].name);
        for (const auto& token : below) append_token(path, token);
        return detail::null_to_store(std::move(path));
    }

    std::vector<frame> stack_{};
};

template <class Json>
result<Json> run_merge(Json target, const Json& patch, const limits& limit) {
    if (auto fits = detail::check(patch, limit.depth); !fits) return fail(std::move(fits).error());
    merger<Json>().run(target, patch);
    return target;
}

template <class Json>
result<Json> run_merge_diff(const Json& before, const Json& after, const limits& limit) {
    for (const auto* document : {&before, &after}) {
        if (auto fits = detail::check(*document, limit.depth); !fits) return fail(std::move(fits).error());
    }
    return merge_differ<Json>().run(before, after);
}

}  // namespace

result<json> merge(json target, const json& merge_patch, const limits& limit) {
    return run_merge(std::move(target), merge_patch, limit);
}
result<ordered_json> merge(ordered_json target, const ordered_json& merge_patch, const limits& limit) {
    return run_merge(std::move(target), merge_patch, limit);
}

result<json> merge_diff(const json& before, const json& after, const limits& limit) {
    return run_merge_diff(before, after, limit);
}
result<ordered_json> merge_diff(const ordered_json& before, const ordered_json& after, const limits& limit) {
    return run_merge_diff(before, after, limit);
}

}  // namespace emend
