// The json lane of the three-way merge: makes nlohmann values of the plan.

#include "emend/merge3.hpp"

#include <utility>

#include "json_tree.hpp"
#include "json_view.hpp"
#include "merge3_lane.hpp"
#include "merge3_settings.hpp"
#include "merge3_told.hpp"

namespace emend {
namespace {

using namespace detail;

template <class Json>
class merged_builder {
public:
    using lane = merge3_lane<json_view<Json>>;

    merged_builder(const workspace& space, const lane& documents, const merge_plan& plan)
        : space_(space), documents_(documents), plan_(plan) {}

    basic_merged<Json> build() {
        basic_merged<Json> all;
        all.document = root();
        for (const auto& c : plan_.clashes) {
            (c.open ? all.conflicts : all.resolved).push_back(told(c));
        }
        return all;
    }

private:
    using frame = std::pair<std::uint32_t, Json*>;

    Json root() {
        Json whole = shell(0);
        std::vector<frame> open{{0, &whole}};
        while (!open.empty()) {
            const auto [at, into] = open.back();
            open.pop_back();
            const auto& n = plan_.nodes[at];
            if (!n.composed) continue;
            reserve(*into, n.children.size());
            for (const auto c : n.children) {
                if (!plan_.nodes[c].gone) open.emplace_back(c, &put(*into, c));
            }
        }
        return whole;
    }

    // Children keep their place in memory while their own children are added.
    static void reserve(Json& container, std::size_t size) {
        if (container.is_array()) {
            container.template get_ref<typename Json::array_t&>().reserve(size);
        } else if constexpr (is_ordered<Json>) {
            container.template get_ref<typename Json::object_t&>().reserve(size);
        }
    }

    // A whole value, or an empty container to be filled.
    Json shell(std::uint32_t at) const {
        const auto& n = plan_.nodes[at];
        if (!n.composed) return clone(*documents_.value_of(n.source));
        return space_.nodes[n.source].what == kind::array ? Json::array() : Json::object();
    }
    Json& put(Json& into, std::uint32_t child) const {
        if (into.is_array()) {
            into.push_back(shell(child));
            return into.back();
        }
        auto& objects = into.template get_ref<typename Json::object_t&>();
        const auto name = documents_.name_of(plan_.nodes[child].named);
        if constexpr (is_ordered<Json>) {
            objects.emplace_back(name, shell(child));
            return objects.back().second;
        } else {
            return objects.emplace(name, shell(child)).first->second;
        }
    }

    basic_conflict<Json> told(const clash& c) const {
        return detail::told<basic_conflict<Json>>(
            c, documents_.path(plan_, c.at), [&](id x) { return value(x); },
            [&](const std::vector<id>& all) { return list(all); });
    }
    std::optional<Json> value(id x) const {
        if (x == nobody) return std::nullopt;
        return clone(*documents_.value_of(x));
    }
    Json list(const std::vector<id>& values) const {
        auto all = Json::array();
        for (const id x : values) all.push_back(clone(*documents_.value_of(x)));
        return all;
    }

    const workspace& space_;
    const lane& documents_;
    const merge_plan& plan_;
};

template <class Json>
result<basic_merged<Json>> merge_documents(const Json& base, const Json& ours, const Json& theirs,
                                           const merge3_options& options) {
    const auto settings = merge3_settings(options);
    workspace space(settings);
    if (auto read = space.patterns.read(settings); !read) return fail(std::move(read).error());
    const json_view<Json> view;
    merge3_lane<json_view<Json>> documents(space, view, view, view);
    auto plan = documents.run(&base, &ours, &theirs, options.policy);
    if (!plan) return fail(std::move(plan).error());
    return merged_builder<Json>(space, documents, *plan).build();
}

}  // namespace

std::string_view to_string(conflict_kind kind) {
    switch (kind) {
        case conflict_kind::both_changed:
            return "both_changed";
        case conflict_kind::both_added:
            return "both_added";
        case conflict_kind::delete_modify:
            return "delete_modify";
        case conflict_kind::both_inserted:
            return "both_inserted";
        case conflict_kind::both_moved:
            return "both_moved";
    }
    return "";
}

result<merged> merge3(const json& base, const json& ours, const json& theirs, const merge3_options& options) {
    return merge_documents(base, ours, theirs, options);
}
result<ordered_merged> merge3(const ordered_json& base, const ordered_json& ours, const ordered_json& theirs,
                              const merge3_options& options) {
    return merge_documents(base, ours, theirs, options);
}

}  // namespace emend
