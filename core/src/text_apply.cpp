// Exports text::apply: the operations of RFC 6902 §4 on an overlay, then one pass that writes.

#include <algorithm>
#include <string>
#include <utility>

#include "emend/text.hpp"

#include "text_overlay.hpp"
#include "text_overlay_view.hpp"
#include "text_patch.hpp"
#include "text_splice.hpp"

namespace emend::detail {
namespace {

error place_error(errc code, const pointer& p, std::string expected = {}, std::string actual = {}) {
    return {code, error::none, to_string(p), error::none, std::move(expected), std::move(actual)};
}

class text_applier {
public:
    text_applier(const text::index& document, const text::index& patch, const limits& limit)
        : overlay_(document, patch),
          limit_(limit),
          input_(document.source().size()),
          tallest_(document.depth()),
          patch_height_(patch.depth() < 2 ? 0 : patch.depth() - 2) {}

    result<void> run(const text_operation& o) {
        switch (o.what) {
            case verb::add:
                return fits(o.path, value(o)).and_then([&] { return put(o.path, value(o)); });
            case verb::remove:
                return remove(o);
            case verb::replace:
                return replace(o);
            case verb::move:
                return move(o);
            case verb::copy:
                return copy(o);
            case verb::test:
                break;
        }
        return test(o);
    }

    [[nodiscard]] const overlay& made() const { return overlay_; }

private:
    struct place {
        piece container{};
        spot child{};
        bool there = false;
    };

    static piece value(const text_operation& o) { return {o.value, origin::patch}; }

    // A child by its token; an index may be that behind the last element if `may_be_end`.
    result<place> step(piece container, const std::string& token, const pointer& whole, bool may_be_end) {
        const auto k = overlay_.kind_of(container);
        if (k == kind::array) return element(container, token, whole, may_be_end);
        if (k != kind::object) {
            return fail(place_error(errc::path_not_found, whole, "an object or array above \"" + token + '"',
                                    preview(overlay_, container)));
        }
        if (auto found = overlay_.member(container, token)) return place{container, *found, true};
        if (may_be_end) return place{container, {}, false};
        return fail(place_error(errc::path_not_found, whole, {}, "no member \"" + token + '"'));
    }

    result<place> element(piece array, const std::string& token, const pointer& whole, bool may_be_end) {
        const auto index = parse_index(token);
        if (index.kind == array_index::form::invalid) {
            return fail(place_error(errc::invalid_index, whole, "0 or [1-9][0-9]*", '"' + token + '"'));
        }
        if (index.kind == array_index::form::number) {
            if (auto found = overlay_.element(array, index.value)) return place{array, *found, true};
        }
        const auto size = overlay_.count(array);
        const bool at_end = index.kind == array_index::form::end || index.value == size;
        if (may_be_end && at_end) return place{array, {{}, {}, size}, false};
        const auto bound = may_be_end  ? "an index up to " + std::to_string(size)
                           : size == 0 ? "an element in an empty array"
                                       : "an index up to " + std::to_string(size - 1);
        return fail(place_error(errc::index_out_of_range, whole, bound, token));
    }

    // Looks, without making anything ready for changes.
    result<piece> find(const pointer& p) {
        auto at = overlay_.root();
        for (const auto& token : p.tokens) {
            const auto next = step(at, token, p, false);
            if (!next) return fail(next.error());
            at = next->child.value;
        }
        return at;
    }

    // Finds the last token's place and makes every container above it ready. REQUIRES: p has a token.
    result<place> reach(const pointer& p, bool new_place) {
        auto at = overlay_.root();
        if (at.where != origin::overlay && is_container(overlay_.kind_of(at))) {
            at = overlay_.touch(at);
            overlay_.set_root(at);
        }
        for (std::size_t i = 0; i + 1 < p.tokens.size(); ++i) {
            const auto next = step(at, p.tokens[i], p, false);
            if (!next) return next;
            at = next->child.value;
            if (at.where == origin::overlay || !is_container(overlay_.kind_of(at))) continue;
            at = overlay_.touch(at);
            overlay_.set(next->container, next->child, at);
        }
        return step(at, p.tokens.back(), p, new_place);
    }

    // RFC 6902 §4.1: a new member or element, or a member's new value.
    result<void> put(const pointer& path, piece value) {
        if (path.tokens.empty()) {
            overlay_.set_root(value);
            return {};
        }
        const auto target = reach(path, true);
        if (!target) return fail(target.error());
        if (overlay_.kind_of(target->container) == kind::array) {
            overlay_.insert(target->container, target->child.index, value);
        } else if (target->there) {
            overlay_.set(target->container, target->child, value);
        } else {
            overlay_.append(target->container, path.tokens.back(), value);
        }
        return {};
    }

    result<void> remove(const text_operation& o) {
        if (o.path.tokens.empty()) return fail(place_error(errc::cannot_remove_root, o.path, "replace"));
        return reach(o.path, false).map([&](const place& p) { overlay_.erase(p.container, p.child); });
    }

    result<void> replace(const text_operation& o) {
        if (auto fit = fits(o.path, value(o)); !fit) return fit;
        if (o.path.tokens.empty()) return put(o.path, value(o));
        return reach(o.path, false).map([&](const place& p) {
            overlay_.set(p.container, p.child, value(o));
        });
    }

    result<void> move(const text_operation& o) {
        if (is_proper_prefix(o.from, o.path)) {
            return fail(
                place_error(errc::move_into_self, o.path, "a place outside \"" + to_string(o.from) + '"'));
        }
        if (o.from == o.path) return find(o.from).map([](piece) {});
        const auto source = reach(o.from, false);
        if (!source) return fail(source.error());
        if (o.path.tokens.size() > o.from.tokens.size()) {
            if (auto fit = fits(o.path, o.from, source->child.value); !fit) return fit;
        }
        overlay_.erase(source->container, source->child);
        return put(o.path, source->child.value);
    }

    result<void> copy(const text_operation& o) {
        const auto source = find(o.from);
        if (!source) return fail(source.error());
        grown_ += weight(overlay_, *source);
        if (const auto most = limit_.growth + limit_.growth_factor * input_; grown_ > most) {
            return fail(place_error(errc::limit_exceeded, o.path,
                                    "copies that add at most " + std::to_string(most) + " bytes", "more"));
        }
        if (auto fit = fits(o.path, o.from, *source); !fit) return fit;
        return put(o.path, overlay_.clone(*source));
    }

    result<void> test(const text_operation& o) {
        const auto found = find(o.path);
        if (!found) return fail(found.error());
        if (same_value(overlay_, *found, value(o))) return {};
        return fail(
            place_error(errc::test_failed, o.path, preview(overlay_, value(o)), preview(overlay_, *found)));
    }

    // A value of the patch below its path.
    result<void> fits(const pointer& path, piece value) { return fits(path, value, patch_height_); }

    // A value of the document that goes from one path to another.
    result<void> fits(const pointer& path, const pointer& from, piece value) {
        const auto above = std::min(tallest_, from.tokens.size());
        return fits(path, value, tallest_ - above);
    }

    // The exact height is only worth a walk when the bound that is at hand does not do.
    result<void> fits(const pointer& path, piece value, std::size_t bound) {
        const auto depth = path.tokens.size();
        if (depth + bound > limit_.depth) bound = height(overlay_, value);
        if (depth + bound > limit_.depth) {
            return fail(place_error(errc::too_deep, path,
                                    "at most " + std::to_string(limit_.depth) + " levels", "more"));
        }
        tallest_ = std::max(tallest_, depth + bound);
        return {};
    }

    overlay overlay_;
    const limits& limit_;
    std::size_t input_;
    std::size_t grown_ = 0;
    std::size_t tallest_;       ///< no value of the document nests deeper
    std::size_t patch_height_;  ///< nor of the patch, below its operations
};

}  // namespace
}  // namespace emend::detail

namespace emend::text {

result<std::string> apply(const index& document, std::string_view patch, const read_options& options) {
    index source;
    if (document.nodes().empty()) {
        return fail(
            {errc::syntax_error, error::none, {}, error::none, "an index that has read a document", {}});
    }
    auto ops = detail::read_patch(patch, options, source);
    if (!ops) return fail(std::move(ops).error());
    detail::text_applier applier(document, source, options.limit);
    for (std::size_t i = 0; i < ops->size(); ++i) {
        auto done = applier.run((*ops)[i]);
        if (!done) {
            done.error().operation = i;
            return fail(std::move(done).error());
        }
    }
    return detail::write_spliced(applier.made(), document, source);
}

result<std::string> apply(std::string_view document, std::string_view patch, const read_options& options) {
    index source;
    if (auto read = source.parse(document, options); !read) return fail(std::move(read).error());
    return apply(source, patch, options);
}

}  // namespace emend::text
