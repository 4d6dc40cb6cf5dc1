#include "emend/testing/generators.hpp"

#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <ostream>
#include <set>
#include <utility>
#include <vector>

#include "naive_apply.hpp"

namespace emend::testing {
namespace {

using rc::Gen;
namespace gen = rc::gen;

constexpr int usual_depth = 4;

Gen<ordered_json> number() {
    return gen::weightedOneOf<ordered_json>({
        {4, gen::map(gen::inRange(-3, 10), [](int i) { return ordered_json(i); })},
        {1, gen::map(gen::arbitrary<std::int64_t>(), [](std::int64_t i) { return ordered_json(i); })},
        {1, gen::map(gen::arbitrary<std::uint64_t>(), [](std::uint64_t i) { return ordered_json(i); })},
        {1, gen::element<ordered_json>(9007199254740993, 9007199254740992, 9007199254740992.0, 0.0, -0.0, 1.0,
                                       0.1, 1e300, 5e-324, std::numeric_limits<std::uint64_t>::max(),
                                       std::numeric_limits<std::int64_t>::min())},
        {1, gen::map(gen::arbitrary<double>(),
                     [](double d) { return std::isfinite(d) ? ordered_json(d) : ordered_json(0.5); })},
    });
}

Gen<ordered_json> scalar() {
    return gen::weightedOneOf<ordered_json>({
        {1, gen::just(ordered_json())},
        {1, gen::map(gen::arbitrary<bool>(), [](bool b) { return ordered_json(b); })},
        {3, number()},
        {3, gen::map(member_name(), [](const std::string& s) { return ordered_json(s); })},
    });
}

Gen<ordered_json> value(int depth);

// All lists are made here: each kind of container that RapidCheck fills takes the compiler seconds.
Gen<ordered_json> list_of(Gen<ordered_json> element, double scale) {
    return gen::map(gen::scale(scale, gen::container<std::vector<ordered_json>>(std::move(element))),
                    [](std::vector<ordered_json> elements) { return ordered_json(std::move(elements)); });
}

// An array of two, a name and what goes under it.
Gen<ordered_json> named(Gen<ordered_json> name, Gen<ordered_json> held) {
    return gen::exec([name = std::move(name), held = std::move(held)] {
        return ordered_json::array({*name, *held});
    });
}

Gen<ordered_json> array(int depth) { return list_of(gen::scale(12, value(depth)), 0.08); }

Gen<ordered_json> object(int depth) {
    const auto name = gen::map(member_name(), [](const std::string& s) { return ordered_json(s); });
    return gen::map(list_of(gen::scale(12, named(name, value(depth))), 0.08), [](ordered_json members) {
        auto out = ordered_json::object();
        for (auto& member : members) out[member[0].get<std::string>()] = std::move(member[1]);
        return out;
    });
}

Gen<ordered_json> value(int depth) {
    if (depth == 0) return scalar();
    return gen::weightedOneOf<ordered_json>({{2, scalar()},
                                             {2, gen::lazy([depth] { return array(depth - 1); })},
                                             {3, gen::lazy([depth] { return object(depth - 1); })}});
}

// A hundred levels, each an array or an object around the next.
Gen<ordered_json> deep() {
    const auto level = gen::map(gen::arbitrary<bool>(), [](bool b) { return ordered_json(b); });
    return gen::map(list_of(level, 1), [](const ordered_json& levels) {
        auto made = ordered_json();
        for (const auto& is_object : levels) {
            auto around = is_object ? ordered_json::object({{"a", std::move(made)}})
                                    : ordered_json::array({std::move(made)});
            made = std::move(around);
        }
        return made;
    });
}

// Hundreds of members or elements of few kinds, so that many are alike.
Gen<ordered_json> wide() {
    const auto leaf = gen::map(gen::inRange(0, 40), [](int i) { return ordered_json(i); });
    return gen::map(list_of(leaf, 3), [](ordered_json elements) {
        if (elements.size() % 2 == 0) return elements;
        auto made = ordered_json::object();
        for (std::size_t i = 0; i < elements.size(); ++i)
            made["member " + std::to_string(i * i % 1009)] = std::move(elements[i]);
        return made;
    });
}

// Rows with an id each, which tells them apart.
Gen<ordered_json> records() {
    const auto id = gen::map(gen::inRange(0, 30), [](int i) { return ordered_json(i); });
    return gen::map(list_of(gen::scale(10, named(id, value(1))), 0.1), [](ordered_json rows) {
        auto made = ordered_json::array();
        std::set<int> taken;
        for (auto& row : rows) {
            const auto number = row[0].get<int>();
            if (!taken.insert(number).second) continue;
            made.push_back(
                {{"id", number}, {"name", "row " + std::to_string(number)}, {"v", std::move(row[1])}});
        }
        return made;
    });
}

void collect(const ordered_json& at, pointer& here, std::vector<pointer>& out) {
    out.push_back(here);
    const auto below = [&](std::string token, const ordered_json& child) {
        here.tokens.push_back(std::move(token));
        collect(child, here, out);
        here.tokens.pop_back();
    };
    if (at.is_object()) {
        for (const auto& [name, child] : at.items()) below(name, child);
    } else if (at.is_array()) {
        for (std::size_t i = 0; i < at.size(); ++i) below(std::to_string(i), at[i]);
    }
}

pointer some_place(const ordered_json& document) {
    const auto all = places(document);
    // The root ends most other operations' effect, so it is rare.
    const bool root = all.size() == 1 || *gen::inRange(0, 10) == 0;
    return root ? pointer{} : all[*gen::inRange<std::size_t>(1, all.size())];
}

// A place beside or below an existing one, that need not be there.
pointer some_target(const ordered_json& document) {
    auto place = some_place(document);
    const auto& at = *naive::find(document, place);
    if (at.is_array()) {
        const auto index = *gen::inRange<std::size_t>(0, at.size() + 2);
        place.tokens.push_back(index > at.size() ? "-" : std::to_string(index));
    } else if (at.is_object()) {
        place.tokens.push_back(*member_name());
    }
    return place;
}

basic_operation<ordered_json> some_operation(const ordered_json& document) {
    switch (*gen::inRange(0, 6)) {
        case 0:
            return op::basic_add<ordered_json>{some_target(document), *value(2)};
        case 1:
            return op::remove{some_place(document)};
        case 2:
            return op::basic_replace<ordered_json>{some_place(document), *value(2)};
        case 3:
            return op::move{some_place(document), some_target(document)};
        case 4:
            return op::copy{some_place(document), some_target(document)};
        default:
            break;
    }
    const auto place = some_place(document);
    return op::basic_test<ordered_json>{place, *naive::find(document, place)};
}

std::size_t values_in(const ordered_json& document) {
    if (!document.is_structured()) return 1;
    return std::accumulate(document.begin(), document.end(), std::size_t{1},
                           [](std::size_t sum, const ordered_json& child) { return sum + values_in(child); });
}

// The document afterwards. Copies of the whole into itself end where they would make it huge.
std::optional<ordered_json> after(const ordered_json& document, const basic_operation<ordered_json>& next) {
    constexpr std::size_t most = 2000;
    if (std::holds_alternative<op::copy>(next) && values_in(document) > most) return std::nullopt;
    auto made = naive::apply(document, next);
    if (!made) return std::nullopt;
    return std::move(*made);
}

// Does what somebody else did, or something else at the same place.
basic_operation<ordered_json> some_reply(const basic_operation<ordered_json>& to) {
    if (*gen::arbitrary<bool>()) return to;
    const auto& place = std::visit([](const auto& o) -> const pointer& { return o.path; }, to);
    if (*gen::inRange(0, 3) == 0) return op::remove{place};
    return op::basic_add<ordered_json>{place, *value(1)};
}

ordered_json replied(ordered_json base, const ordered_patch& others) {
    const auto wanted = *gen::inRange(0, 12);
    for (int i = 0; i < wanted; ++i) {
        const bool meets = !others.empty() && *gen::arbitrary<bool>();
        const auto next =
            meets ? some_reply(others[*gen::inRange<std::size_t>(0, others.size())]) : some_operation(base);
        if (auto made = after(base, next)) base = std::move(*made);
    }
    return base;
}

ordered_patch operations_on(ordered_json base, bool last_may_fail) {
    ordered_patch ops;
    const auto wanted = *gen::inRange(0, 12);
    for (int i = 0; i < wanted; ++i) {
        auto next = some_operation(base);
        if (auto made = after(base, next)) {
            base = std::move(*made);
            ops.push_back(std::move(next));
        } else if (last_may_fail && i + 1 == wanted) {
            ops.push_back(std::move(next));
        }
    }
    return ops;
}

}  // namespace

Gen<std::string> member_name() {
    return gen::element<std::string>("a", "b", "c", "d", "id", "name", "", "0", "1", "01", "-", "a/b", "m~n",
                                     "~1", "~0", "/", "é", "e\u0301", "😀", "q\"q", "\\", "\n",
                                     std::string("nul\0", 4), "A", "_",
                                     "a longer name, so that values have some weight");
}

Gen<ordered_json> document() {
    return gen::weightedOneOf<ordered_json>({{2, scalar()},
                                             {8, array(usual_depth - 1)},
                                             {16, object(usual_depth - 1)},
                                             {2, records()},
                                             {1, deep()},
                                             {1, wide()}});
}

Gen<ordered_json> edited(ordered_json base) {
    return gen::exec([base] {
        auto document = base;
        const auto ops = operations_on(base, false);
        for (const auto& next : ops) document = *naive::apply(std::move(document), next);
        return document;
    });
}

Gen<ordered_patch> valid_patch(ordered_json base) {
    return gen::exec([base] { return operations_on(base, false); });
}

Gen<ordered_patch> nearly_valid_patch(ordered_json base) {
    return gen::exec([base] { return operations_on(base, true); });
}

Gen<ordered_json> merge_patch_for(ordered_json base) {
    return gen::exec([base] {
        auto patch = *value(3);
        if (!base.is_object() || !patch.is_object()) return patch;
        for (const auto& [name, member] : base.items()) {
            const auto choice = *gen::inRange(0, 4);
            if (choice == 0) patch[name] = nullptr;
            if (choice == 1) patch[name] = *value(2);
        }
        return patch;
    });
}

Gen<versions> merge_triple() {
    return gen::exec([] {
        versions made;
        made.base = *gen::oneOf(records(), document());
        const auto ours = operations_on(made.base, false);
        made.ours = made.base;
        for (const auto& next : ours) made.ours = *naive::apply(std::move(made.ours), next);
        made.theirs = replied(made.base, ours);
        return made;
    });
}

std::vector<pointer> places(const ordered_json& document) {
    std::vector<pointer> out;
    pointer here;
    collect(document, here, out);
    return out;
}

void showValue(const versions& three, std::ostream& out) {
    out << "base   " << three.base.dump() << "\nours   " << three.ours.dump() << "\ntheirs "
        << three.theirs.dump();
}

json sorted(const ordered_json& document) { return json(document); }

patch sorted(const ordered_patch& ops) { return *parse_patch(json(to_document(ops))); }

}  // namespace emend::testing
