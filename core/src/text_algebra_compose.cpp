// Exports text::compose: the json lane decides over operations whose values are numbers of
// slices, for it never looks into a value; then the slices take their place again.

#include <utility>

#include "emend/algebra.hpp"
#include "emend/text_algebra.hpp"

#include "text_view.hpp"

namespace emend::text {
namespace {

class composer {
public:
    result<void> add(std::string_view patch, const read_options& options) {
        if (auto valid = validate(patch, options); !valid) return valid;
        index table;
        if (auto read = table.parse(patch, options); !read) return read;
        const auto ops = parse_ordered_patch(numbered(table), options.limit);
        if (!ops) return fail(ops.error());
        sum_ = emend::compose(sum_, *ops);
        return {};
    }

    [[nodiscard]] std::string take() const {
        std::string out = "[";
        for (const auto& each : to_document(sum_)) {
            if (out.size() > 1) out += ',';
            out += '{';
            bool any = false;
            for (const auto& [name, value] : each.items()) {
                if (std::exchange(any, true)) out += ',';
                out += '"' + name + "\":";
                if (name == "value") {
                    detail::append_compact(out, slices_[value.get<std::size_t>()]);
                } else {
                    out += value.dump();
                }
            }
            out += '}';
        }
        return out + ']';
    }

private:
    // The patch with each value replaced by the number of its slice.
    std::string numbered(const index& table) {
        const detail::text_view view(table);
        std::string out = "[";
        for (auto op = view.children(0); !op.done(); op.advance()) {
            if (out.size() > 1) out += ',';
            out += '{';
            bool any = false;
            for (auto m = view.children(op.value()); !m.done(); m.advance()) {
                std::string name;
                detail::append_decoded(name, m.key());
                if (name != "op" && name != "path" && name != "from" && name != "value") continue;
                if (std::exchange(any, true)) out += ',';
                out += '"' + name + "\":";
                if (name == "value") {
                    out += std::to_string(slices_.size());
                    slices_.push_back(view.source(m.value()));
                } else {
                    out += view.source(m.value());
                }
            }
            out += '}';
        }
        return out + ']';
    }

    ordered_patch sum_{};
    std::vector<std::string_view> slices_{};
};

}  // namespace

result<std::string> compose(std::span<const std::string_view> patches, const read_options& options) {
    composer all;
    for (const auto patch : patches) {
        if (auto added = all.add(patch, options); !added) return fail(std::move(added).error());
    }
    return all.take();
}

}  // namespace emend::text
