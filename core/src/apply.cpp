// Exports apply and apply_in_place for nlohmann documents, and apply_keeping_tests.

#include "emend/apply.hpp"

#include <string>
#include <utility>
#include <variant>

#include "emend/equal.hpp"

#include "apply_keeping_tests.hpp"
#include "json_slot.hpp"
#include "json_tree.hpp"
#include "undo_log.hpp"

namespace emend {
namespace {

using detail::slot;

/// RFC 6902 §4, one overload a section.
template <class Json>
class applier {
public:
    applier(Json& document, const limits& limit, detail::tests_are tests)
        : document_(document), limit_(limit), tests_(tests) {}

    result<void> operator()(const op::basic_add<Json>& o) {
        return checked(o.path, o.value).and_then([&] { return put(o.path, detail::clone(o.value)); });
    }

    result<void> operator()(const op::remove& o) {
        if (o.path.tokens.empty())
            return fail(detail::place_error(errc::cannot_remove_root, o.path, "replace"));
        return detail::find_slot(document_, o.path, false).and_then([&](const slot<Json>& s) -> result<void> {
            log_.erase(o.path, s);
            return {};
        });
    }

    result<void> operator()(const op::basic_replace<Json>& o) {
        return checked(o.path, o.value).and_then([&] { return value_at(o.path); }).and_then([&](Json* old) {
            return overwrite(o.path, *old, detail::clone(o.value));
        });
    }

    result<void> operator()(const op::move& o) {
        if (is_proper_prefix(o.from, o.path)) {
            return fail(detail::place_error(errc::move_into_self, o.path,
                                            "a place outside \"" + to_string(o.from) + '"'));
        }
        if (o.from == o.path) return value_at(o.from).map([](Json*) {});
        return detail::find_slot(document_, o.from, false).and_then([&](const slot<Json>& s) {
            return carry(o, s);
        });
    }

    result<void> operator()(const op::copy& o) {
        auto source = value_at(o.from);
        if (!source) return fail(std::move(source).error());
        return affordable(**source, o).and_then([&] { return checked(o.path, **source); }).and_then([&] {
            return put(o.path, detail::clone(**source));
        });
    }

    result<void> operator()(const op::basic_test<Json>& o) {
        return value_at(o.path).and_then([&](const Json* found) -> result<void> {
            if (tests_ == detail::tests_are::trusted || equal(*found, o.value)) {
                if (tests_ != detail::tests_are::checked) log_.tested(o);
                return {};
            }
            return fail(detail::place_error(errc::test_failed, o.path, detail::preview(o.value),
                                            detail::preview(*found)));
        });
    }

    /// All of `ops`, or an error and none of them; none, too, when an exception comes out.
    result<void> run(const basic_patch<Json>& ops) {
        if (ops.size() > limit_.operations) {
            return fail({errc::limit_exceeded, error::none, "", error::none,
                         "at most " + std::to_string(limit_.operations) + " operations",
                         std::to_string(ops.size())});
        }
        return undone_on_throw([&] {
            auto done = in_order(ops);
            if (!done) log_.roll_back(document_);
            return done;
        });
    }

    /// REQUIRES: run() went well, and its patch is still there.
    basic_patch<Json> inverse() {
        return undone_on_throw([&] { return log_.to_inverse(); });
    }

private:
    result<void> in_order(const basic_patch<Json>& ops) {
        for (std::size_t i = 0; i < ops.size(); ++i) {
            auto done = std::visit([&](const auto& o) { return (*this)(o); }, ops[i]);
            if (done) continue;
            done.error().operation = i;
            return done;
        }
        return {};
    }

    // Memory may run out in the middle of anything.
    template <class Work>
    auto undone_on_throw(Work work) {
        try {
            return work();
        } catch (...) {
            log_.roll_back(document_);
            throw;
        }
    }

    result<Json*> value_at(const pointer& path) {
        if (path.tokens.empty()) return &document_;
        return detail::find_slot(document_, path, false).map([](const slot<Json>& s) {
            return &detail::child(s);
        });
    }

    result<void> overwrite(const pointer& path, Json& old, Json&& value) {
        log_.overwrite(path, old, std::move(value));
        return {};
    }

    // add: a new member or element, or a member's new value.   RFC 6902 §4.1
    result<void> put(const pointer& path, Json value) {
        if (path.tokens.empty()) return overwrite(path, document_, std::move(value));
        return detail::find_slot(document_, path, true).and_then([&](const slot<Json>& s) -> result<void> {
            if (s.there && s.parent->is_object()) return overwrite(path, detail::child(s), std::move(value));
            log_.insert(path, s, std::move(value));
            return {};
        });
    }

    // The second half of move: the value is in hand while the target is looked for.
    result<void> carry(const op::move& o, const slot<Json>& from) {
        if (o.path.tokens.size() > o.from.tokens.size()) {
            if (auto fits = shallow(o.path, detail::child(from)); !fits) return fits;
        }
        log_.lift(o.from, from);
        if (o.path.tokens.empty()) {
            log_.put_down_over_rest(o.path, document_);
            return {};
        }
        auto target = detail::find_slot(document_, o.path, true);
        if (!target) return fail(std::move(target).error());
        if (!target->there || !target->parent->is_object()) {
            log_.put_down(o.path, *target);
        } else if (is_proper_prefix(o.path, o.from)) {
            log_.put_down_over_rest(o.path, detail::child(*target));
        } else {
            log_.put_down_over(o.path, detail::child(*target));
        }
        return {};
    }

    // A value that is JSON and fits below its path.
    result<void> checked(const pointer& path, const Json& value) const {
        const auto depth = path.tokens.size();
        if (depth > limit_.depth) return fail(at(path, detail::too_deep(limit_.depth)));
        auto seen = detail::check(value, limit_.depth - depth);
        if (!seen) return fail(at(path, std::move(seen).error()));
        return {};
    }

    result<void> shallow(const pointer& path, const Json& value) const {
        if (path.tokens.size() + detail::height(value) <= limit_.depth) return {};
        return fail(at(path, detail::too_deep(limit_.depth)));
    }

    result<void> affordable(const Json& source, const op::copy& o) {
        grown_ += detail::bytes(source, limit_.growth + 1);
        if (grown_ <= limit_.growth) return {};
        // Only now is the document's own size worth the walk.
        const auto size = detail::bytes(document_);
        const auto input = size > grown_ ? size - grown_ : 0;
        if (grown_ <= limit_.growth + limit_.growth_factor * input) return {};
        auto e =
            detail::place_error(errc::limit_exceeded, o.path,
                                "copies that add at most " +
                                    std::to_string(limit_.growth + limit_.growth_factor * input) + " bytes",
                                "more");
        return fail(std::move(e));
    }

    static error at(const pointer& path, error e) {
        e.path = to_string(path);
        return e;
    }

    Json& document_;
    const limits& limit_;
    detail::tests_are tests_;
    detail::undo_log<Json> log_{};
    std::size_t grown_ = 0;
};

template <class Json>
result<basic_patch<Json>> run(Json& document, const basic_patch<Json>& ops, const limits& limit,
                              detail::tests_are tests = detail::tests_are::checked) {
    applier<Json> apply_all(document, limit, tests);
    return apply_all.run(ops).map([&] { return apply_all.inverse(); });
}

template <class Json>
result<Json> run_on_copy(Json document, const basic_patch<Json>& ops, const limits& limit) {
    applier<Json> apply_all(document, limit, detail::tests_are::checked);
    if (auto done = apply_all.run(ops); !done) return fail(std::move(done).error());
    return document;
}

}  // namespace

result<json> apply(json document, const patch& ops, const limits& limit) {
    return run_on_copy(std::move(document), ops, limit);
}
result<ordered_json> apply(ordered_json document, const ordered_patch& ops, const limits& limit) {
    return run_on_copy(std::move(document), ops, limit);
}

result<patch> apply_in_place(json& document, const patch& ops, const limits& limit) {
    return run(document, ops, limit);
}
result<ordered_patch> apply_in_place(ordered_json& document, const ordered_patch& ops, const limits& limit) {
    return run(document, ops, limit);
}

namespace detail {

result<patch> apply_keeping_tests(json& document, const patch& ops, const limits& limit) {
    return run(document, ops, limit, tests_are::kept);
}
result<ordered_patch> apply_keeping_tests(ordered_json& document, const ordered_patch& ops,
                                          const limits& limit, tests_are tests) {
    return run(document, ops, limit, tests);
}

}  // namespace detail
}  // namespace emend
