// Exports compose: concatenation, less what a later operation provably undoes; for a known
// document by identity (squash.hpp), where that leads there and is not longer.
//
// Without the document a token may be an index or a name, and "add" may insert or
// overwrite. So an operation is only dropped when the place of the later one means
// the same at both times: nothing between them reads it, or could shift an index on
// the way to it.

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "emend/algebra.hpp"
#include "emend/apply.hpp"

#include "json_comparer.hpp"
#include "json_patch_sink.hpp"
#include "json_present.hpp"
#include "json_tree.hpp"
#include "squash.hpp"

namespace emend {
namespace {

// How far back a later operation is held against earlier ones: keeps the cost linear.
constexpr std::size_t look_back = 64;

const pointer* from_of(const op::move& o) { return &o.from; }
const pointer* from_of(const op::copy& o) { return &o.from; }
template <class Op>
const pointer* from_of(const Op&) {
    return nullptr;
}

bool leads_to(const pointer& a, const pointer& b) { return a == b || is_proper_prefix(a, b); }
bool related(const pointer& a, const pointer& b) { return leads_to(a, b) || is_proper_prefix(b, a); }

// Whether an insertion or removal at `a` could shift an index on the way to `b`.
bool could_shift(const pointer& a, const pointer& b) {
    if (a.tokens.empty()) return true;
    return b.tokens.size() >= a.tokens.size() &&
           std::equal(a.tokens.begin(), a.tokens.end() - 1, b.tokens.begin());
}

template <class Json>
class composer {
public:
    void append(const basic_operation<Json>& next) {
        if (auto written = rewrites(next)) {
            if (absorb(*written, next)) return;
        }
        ops_.emplace_back(next);
    }

    basic_patch<Json> take() {
        basic_patch<Json> out;
        for (auto& o : ops_) {
            if (o) out.push_back(std::move(*o));
        }
        return out;
    }

private:
    using replace = op::basic_replace<Json>;
    using add = op::basic_add<Json>;

    // The place whose old value `o` makes irrelevant, whether it is an index or a name.
    static const pointer* rewrites(const basic_operation<Json>& o) {
        if (const auto* r = std::get_if<replace>(&o)) return &r->path;
        if (const auto* r = std::get_if<op::remove>(&o)) return &r->path;
        return nullptr;
    }

    // Drops earlier operations that `next` undoes; true when an earlier one took its value over.
    bool absorb(const pointer& place, const basic_operation<Json>& next) {
        const auto end = ops_.size() > look_back ? ops_.size() - look_back : 0;
        for (auto i = ops_.size(); i-- > end;) {
            if (!ops_[i]) continue;
            if (undone(*ops_[i], place)) {
                ops_[i].reset();
                continue;
            }
            auto* added = std::get_if<add>(&*ops_[i]);
            const auto* value = std::get_if<replace>(&next);
            if (added != nullptr && value != nullptr && added->path == place) {
                added->value = value->value;
                return true;
            }
            if (interacts(*ops_[i], place)) return false;
        }
        return false;
    }

    // Whether all that `o` did lies inside `place`, or is the value there.
    static bool undone(const basic_operation<Json>& o, const pointer& place) {
        return std::visit(
            [&](const auto& x) {
                using Op = std::decay_t<decltype(x)>;
                if constexpr (std::is_same_v<Op, op::basic_test<Json>>) return false;
                if constexpr (std::is_same_v<Op, replace>) return leads_to(place, x.path);
                if constexpr (std::is_same_v<Op, op::move>) {
                    return is_proper_prefix(place, x.path) && is_proper_prefix(place, x.from);
                }
                return is_proper_prefix(place, x.path);
            },
            o);
    }

    static bool interacts(const basic_operation<Json>& o, const pointer& place) {
        return std::visit(
            [&](const auto& x) {
                using Op = std::decay_t<decltype(x)>;
                constexpr bool shifts =
                    !std::is_same_v<Op, replace> && !std::is_same_v<Op, op::basic_test<Json>>;
                const auto* from = from_of(x);
                if (related(x.path, place) || (from != nullptr && related(*from, place))) return true;
                constexpr bool takes = std::is_same_v<Op, op::move>;
                return (shifts && could_shift(x.path, place)) || (takes && could_shift(*from, place));
            },
            o);
    }

    std::vector<std::optional<basic_operation<Json>>> ops_{};
};

template <class Json>
basic_patch<Json> run(const basic_patch<Json>& first, const basic_patch<Json>& second) {
    composer<Json> out;
    for (const auto& o : first) out.append(o);
    for (const auto& o : second) out.append(o);
    return out.take();
}

detail::verb verb_of(std::size_t alternative) {
    using detail::verb;
    constexpr verb all[] = {verb::add, verb::remove, verb::replace, verb::move, verb::copy, verb::test};
    return all[alternative];
}

template <class Json>
std::vector<detail::tracked_operation> tracked(const basic_patch<Json>& ops) {
    std::vector<detail::tracked_operation> all;
    all.reserve(ops.size());
    for (const auto& o : ops) {
        detail::tracked_operation t;
        t.what = verb_of(o.index());
        std::visit(
            [&](const auto& x) {
                t.path = x.path;
                if constexpr (requires { x.from; }) t.from = x.from;
                if constexpr (requires { x.value; }) t.value = detail::json_view<Json>::pack(&x.value);
            },
            o);
        all.push_back(std::move(t));
    }
    return all;
}

// By identity; what it leads to is still to be seen.
template <class Json>
std::optional<basic_patch<Json>> squash_documents(const basic_patch<Json>& first,
                                                  const basic_patch<Json>& second, const Json& base,
                                                  const Json& after, const limits& limit) {
    using view = detail::spelled_json_view<Json>;
    diff_options how;
    how.limit = limit;
    const view documents;
    detail::view_shapes<view> shapes({&documents, &documents, &documents}, &base);
    detail::edit_tree tree(shapes);
    const auto p = tracked(first);
    const auto q = tracked(second);
    if (!tree.run(1, p) || !tree.run(2, q)) return std::nullopt;
    detail::workspace space(how);
    detail::json_patch_sink<Json> out(space);
    if (!detail::squash(space, documents, &base, documents, &after, tree, out)) return std::nullopt;
    return out.take();
}

// Whether it leads to `after`, with members in its order.
template <class Json>
bool leads_to(const basic_patch<Json>& ops, const Json& base, const Json& after, const limits& limit) {
    const detail::spelled_json_view<Json> documents;
    const auto got = emend::apply(detail::clone(base), ops, limit);
    return got && detail::same_in_order(documents, &*got, documents, &after);
}

template <class Json>
result<basic_patch<Json>> squashed(const basic_patch<Json>& first, const basic_patch<Json>& second,
                                   const Json& base, const limits& limit) {
    auto between = emend::apply(detail::clone(base), first, limit);
    if (!between) return fail(std::move(between).error());
    const auto after = emend::apply(std::move(*between), second, limit);
    if (!after) return fail(after.error());
    using sink = detail::json_patch_sink<Json>;
    auto in_turn = run(first, second);
    auto ops = squash_documents(first, second, base, *after, limit);
    const bool better = ops && sink::bytes_of(*ops) <= sink::bytes_of(in_turn);
    return better && leads_to(*ops, base, *after, limit) ? std::move(*ops) : std::move(in_turn);
}

}  // namespace

patch compose(const patch& first, const patch& second) { return run(first, second); }
ordered_patch compose(const ordered_patch& first, const ordered_patch& second) { return run(first, second); }

result<patch> compose(const patch& first, const patch& second, const json& base, const limits& limit) {
    return squashed(first, second, base, limit);
}
result<ordered_patch> compose(const ordered_patch& first, const ordered_patch& second,
                              const ordered_json& base, const limits& limit) {
    return squashed(first, second, base, limit);
}

}  // namespace emend
