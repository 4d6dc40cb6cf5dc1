// Holds the algebra of patches against real pairs, in both lanes and under many sets of options.
// Three revisions of one document are a pair and what the pair before it led to.

#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "emend/algebra.hpp"
#include "emend/apply.hpp"
#include "emend/diff.hpp"
#include "emend/document.hpp"
#include "emend/equal.hpp"
#include "emend/merge3.hpp"
#include "emend/text.hpp"
#include "emend/text_algebra.hpp"

#include "corpora.hpp"

namespace emend::corpora {
namespace {

struct option_set {
    std::string name;
    diff_options options;
    bool exact = true;  ///< the result is `after`; else only that nothing is left to do
};

std::vector<option_set> option_sets() {
    const auto with = [](auto change) {
        diff_options o;
        change(o);
        return o;
    };
    return {
        {"default", {}},
        {"no moves", with([](auto& o) { o.moves = false; })},
        {"no copies", with([](auto& o) { o.copies = false; })},
        {"no transfers", with([](auto& o) { o.moves = o.copies = false; })},
        {"minimal", with([](auto& o) { o.minimal = true; })},
        {"old values", with([](auto& o) { o.tests = test_mode::old_values; })},
        {"guards", with([](auto& o) { o.tests = test_mode::guards; })},
        {"minimal, guards", with([](auto& o) {
             o.minimal = true;
             o.tests = test_mode::guards;
         })},
        {"positional", with([](auto& o) { o.arrays = array_mode::positional; })},
        {"keyed", with([](auto& o) {
             o.arrays = array_mode::keyed;
             o.key = "id";
         })},
        {"whole", with([](auto& o) { o.arrays = array_mode::whole; })},
        {"no budget", with([](auto& o) { o.budget = 0; })},
        {"self check", with([](auto& o) { o.self_check = true; })},
        {"set", with([](auto& o) { o.arrays = array_mode::set; }), false},
        {"ignoring", with([](auto& o) {
             o.ignore = {"/**/version", "/**/name"};
         }),
         false},
    };
}

// Whether a patch in text is this one, escapes aside.
bool same(const ordered_patch& ops, const std::string& text) {
    const auto read = parse_ordered_patch(text);
    return read && to_document(*read).dump() == to_document(ops).dump();
}

class court {
public:
    void hold(const std::string& law, bool held, const std::string& where) {
        auto& c = counts_[law];
        ++(held ? c.first : c.second);
        if (!held) std::cout << "BROKEN " << law << ": " << where << '\n';
    }
    void note(const std::string& what) { ++counts_[what].first; }
    int close() const {
        bool all = true;
        for (const auto& [law, count] : counts_) {
            std::cout << law << ": " << count.first << " held, " << count.second << " broken\n";
            all = all && count.second == 0;
        }
        return all ? 0 : 1;
    }

private:
    std::map<std::string, std::pair<std::size_t, std::size_t>> counts_{};
};

struct revisions {
    couple texts{};
    ordered_json before{};
    ordered_json after{};
};

void round_trips(court& judge, const revisions& r, const option_set& set) {
    const auto where = r.texts.id + " (" + set.name + ")";
    const auto ops = diff(r.before, r.after, set.options);
    const auto patch = text::diff(r.texts.before, r.texts.after, set.options);
    judge.hold("diff succeeds", ops && patch, where);
    if (!ops || !patch) return;
    judge.hold("both lanes say the same", same(*ops, *patch), where);
    judge.hold("a diff says the same again",
               text::diff(r.texts.before, r.texts.after, set.options).value() == *patch, where);
    const auto got = emend::apply(r.before, *ops);
    const auto done = text::apply(r.texts.before, *patch);
    judge.hold("patches apply", got && done, where);
    if (!got || !done) return;
    if (set.exact) {
        judge.hold("apply(a, diff(a, b)) = b, values", equal(*got, r.after), where);
        judge.hold("apply(a, diff(a, b)) = b, texts", text::equal(*done, r.texts.after).value_or(false),
                   where);
    } else {
        judge.hold("diff(apply(a, diff(a, b)), b) is empty, values",
                   diff(*got, r.after, set.options)->empty(), where);
        judge.hold("diff(apply(a, diff(a, b)), b) is empty, texts",
                   text::diff(*done, r.texts.after, set.options).value() == "[]", where);
    }
    const auto back = invert(*ops, r.before);
    const auto returned = back ? emend::apply(*got, *back) : result<ordered_json>();
    judge.hold("apply(apply(a, p), invert(p, a)) = a with its order, values",
               back && returned && returned->dump() == r.before.dump(), where);
    const auto text_back = text::invert(*patch, r.texts.before);
    judge.hold("both lanes invert alike", back && text_back && same(*back, *text_back), where);
    const auto text_returned = text_back ? text::apply(*done, *text_back) : std::string();
    judge.hold("apply(apply(a, p), invert(p, a)) = a to the byte, texts", text_returned == r.texts.before,
               where);
}

void compositions(court& judge, const revisions& r, const ordered_json& third, const option_set& set) {
    const auto where = r.texts.id + " (" + set.name + ")";
    const auto first = diff(r.before, r.after, set.options);
    const auto second = diff(r.after, third, set.options);
    const auto both = emend::apply(r.before, compose(first.value(), second.value()));
    judge.hold("compose(p, q) does q after p, values", both && equal(*both, third), where);
    const auto short_way = compose(*first, *second, r.before);
    const auto there = short_way ? emend::apply(r.before, *short_way) : result<ordered_json>();
    judge.hold("compose(p, q) on a known base, values", short_way && there && equal(*there, third), where);
    const std::string texts[] = {to_document(*first).dump(), to_document(*second).dump()};
    const std::string_view patches[] = {texts[0], texts[1]};
    const auto composed = text::compose(patches);
    const auto done = composed ? text::apply(r.texts.before, *composed) : std::string();
    judge.hold("compose(p, q) does q after p, texts",
               done && text::equal(*done, third.dump()).value_or(false), where);
    const auto squashed = text::compose(patches, r.texts.before);
    const auto same_way = squashed ? text::apply(r.texts.before, *squashed) : std::string();
    judge.hold("compose(p, q) on a known base, texts",
               same_way && text::equal(*same_way, third.dump()).value_or(false), where);
}

void rebasings(court& judge, const revisions& r, const ordered_json& third, const option_set& set) {
    const auto where = r.texts.id + " (" + set.name + ")";
    const auto ours = diff(r.before, r.after, set.options);
    const auto theirs = diff(r.before, third, set.options);
    const auto merged = merge3(r.before, r.after, third);
    const auto moved = rebase(theirs.value(), ours.value(), r.before);
    judge.hold("rebase refuses what merge3 calls a conflict",
               moved.has_value() == (merged && merged->conflicts.empty()), where);
    const auto text_moved =
        text::rebase(to_document(*theirs).dump(), to_document(*ours).dump(), r.texts.before);
    judge.hold("both lanes refuse alike to rebase", moved.has_value() == text_moved.has_value(), where);
    if (!moved) return judge.note("rebase: conflicts");
    const auto got = emend::apply(r.after, *moved);
    judge.hold("rebase leads to what merge3 makes, values", got && equal(*got, merged->document), where);
    const auto done = text_moved ? text::apply(r.texts.after, *text_moved) : std::string();
    judge.hold("rebase leads to what merge3 makes, texts",
               done && text::equal(*done, merged->document.dump()).value_or(false), where);
}

}  // namespace

int laws() {
    const auto sets = option_sets();
    court judge;
    std::optional<ordered_json> earlier;
    std::string source;
    for (couple c; next(c);) {
        revisions r{c, parse_ordered(c.before).value(), parse_ordered(c.after).value()};
        for (const auto& set : sets) round_trips(judge, r, set);
        const auto file = c.id.substr(0, c.id.rfind(':'));
        if (earlier && file == source) {
            for (std::size_t n = 0; n < 8; ++n) compositions(judge, r, *earlier, sets[n]);
            rebasings(judge, r, *earlier, sets[0]);
            rebasings(judge, r, *earlier, sets[5]);
        }
        source = file;
        earlier = std::move(r.after);
    }
    return judge.close();
}

}  // namespace emend::corpora
