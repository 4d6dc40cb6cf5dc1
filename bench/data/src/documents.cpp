#include "emend/bench/documents.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "writer.hpp"

namespace emend::bench_data {
namespace {

using vocabulary = std::array<std::string_view, 32>;

// A few words beyond ASCII and with escapes, as people write.
constexpr vocabulary words_of_all{"the",
                                  "of",
                                  "patch",
                                  "river",
                                  "mountain",
                                  "café",
                                  "naïve",
                                  "東京",
                                  "ありがとう",
                                  "release",
                                  "tonight",
                                  "match",
                                  "window",
                                  "\\\"so\\\"",
                                  "http:\\/\\/t.co\\/x",
                                  "tea",
                                  "stone",
                                  "winter",
                                  "value",
                                  "left",
                                  "quiet",
                                  "morning",
                                  "done",
                                  "see",
                                  "you",
                                  "soon",
                                  "paper",
                                  "blue",
                                  "signal",
                                  "north",
                                  "42",
                                  "\\u00e9t\\u00e9"};

constexpr vocabulary words_of_ascii = [] {
    auto words = words_of_all;
    constexpr std::string_view in_their_place[] = {"coffee", "naive", "Tokyo", "thanks",
                                                   "so",     "t.co",  "summer"};
    std::size_t next = 0;
    for (auto& word : words) {
        if (std::any_of(word.begin(), word.end(), [](char c) { return c < ' ' || c > '~' || c == '\\'; }))
            word = in_their_place[next++];
    }
    return words;
}();

void user(writer& w, std::uint64_t id) {
    w.open('{');
    w.name("id"), w.id(id);
    w.name("name"), w.words(2);
    w.name("screen_name"), w.words(1);
    w.name("location"), w.words(w.shape(3));
    w.name("description"), w.words(6 + w.shape(10));
    w.name("url"), w.null();
    w.name("protected"), w.boolean();
    w.name("followers_count"), w.integer(100'000);
    w.name("friends_count"), w.integer(5'000);
    w.name("listed_count"), w.integer(300);
    w.name("created_at"), w.raw("\"Sat Nov 21 09:30:12 +0000 2009\"");
    w.name("favourites_count"), w.integer(20'000);
    w.name("utc_offset"), w.integer(40'000);
    w.name("geo_enabled"), w.boolean();
    w.name("verified"), w.boolean();
    w.name("statuses_count"), w.integer(200'000);
    w.name("lang"), w.raw("\"en\"");
    w.name("profile_background_color"), w.raw("\"C0DEED\"");
    w.name("profile_image_url"), w.words(4);
    w.name("default_profile"), w.boolean();
    w.name("following"), w.boolean();
    w.name("notifications"), w.boolean();
    w.close('}');
}

void entities(writer& w) {
    w.open('{');
    w.name("hashtags"), w.open('[');
    for (auto n = w.shape(3); n > 0; --n) {
        w.next(), w.open('{');
        w.name("text"), w.words(1);
        w.name("indices"), w.open('['), w.next(), w.integer(140), w.next(), w.integer(140), w.close(']');
        w.close('}');
    }
    w.close(']');
    w.name("symbols"), w.open('['), w.close(']');
    w.name("urls"), w.open('['), w.close(']');
    w.name("user_mentions"), w.open('[');
    for (auto n = w.shape(3); n > 0; --n) {
        w.next(), w.open('{');
        w.name("screen_name"), w.words(1);
        w.name("name"), w.words(2);
        w.name("id"), w.integer(1U << 30U);
        w.name("indices"), w.open('['), w.next(), w.integer(140), w.next(), w.integer(140), w.close(']');
        w.close('}');
    }
    w.close(']');
    w.close('}');
}

void message(writer& w, std::uint64_t id, bool may_quote) {
    w.open('{');
    w.name("metadata"), w.open('{'), w.name("result_type"), w.raw("\"recent\""), w.name("iso_language_code"),
        w.raw("\"en\""), w.close('}');
    w.name("created_at"), w.raw("\"Sun Aug 31 00:29:15 +0000 2014\"");
    // 15 digits: readers that keep numbers as doubles, and write no more of them, keep them all.
    w.name("id"), w.id(505'874'924'095'815U + id);
    w.name("text"), w.words(8 + w.shape(14));
    w.name("source"), w.words(5);
    w.name("truncated"), w.boolean();
    w.name("in_reply_to_status_id"), w.null();
    w.name("in_reply_to_user_id"), w.null();
    w.name("user"), user(w, id * 7919 % 1'000'000);
    w.name("geo"), w.null();
    w.name("coordinates"), w.null();
    w.name("place"), w.null();
    if (may_quote && w.shape(2) == 0) w.name("retweeted_status"), message(w, id + 1'000'000, false);
    w.name("retweet_count"), w.integer(500);
    w.name("favorite_count"), w.integer(500);
    w.name("entities"), entities(w);
    w.name("favorited"), w.boolean();
    w.name("retweeted"), w.boolean();
    w.name("lang"), w.raw("\"ja\"");
    w.close('}');
}

void performance(writer& w, std::uint64_t id) {
    w.open('{');
    w.name("eventId"), w.integer(1'000'000);
    w.name("id"), w.id(339'887'544 + id);
    w.name("logo"), w.null();
    w.name("name"), w.null();
    w.name("prices"), w.open('[');
    for (auto n = 1 + w.shape(4); n > 0; --n) {
        w.next(), w.open('{');
        w.name("amount"), w.integer(90'250);
        w.name("audienceSubCategoryId"), w.integer(1'000'000'000);
        w.name("seatCategoryId"), w.integer(1'000'000'000);
        w.close('}');
    }
    w.close(']');
    w.name("seatCategories"), w.open('[');
    for (auto n = 1 + w.shape(4); n > 0; --n) {
        w.next(), w.open('{');
        w.name("areas"), w.open('[');
        for (auto areas = 1 + w.shape(12); areas > 0; --areas) {
            w.next(), w.open('{');
            w.name("areaId"), w.integer(1'000'000'000);
            w.name("blockIds"), w.open('['), w.close(']');
            w.close('}');
        }
        w.close(']');
        w.name("seatCategoryId"), w.integer(1'000'000'000);
        w.close('}');
    }
    w.close(']');
    w.name("seatMapImage"), w.null();
    w.name("start"), w.integer(1'500'000'000'000);
    w.name("venueCode"), w.raw("\"PLEYEL_PLEYEL\"");
    w.close('}');
}

void record_body(writer& w, std::uint64_t id) {
    w.open('{');
    w.name("id"), w.id(id);
    w.name("guid"), w.words(4);
    w.name("active"), w.boolean();
    w.name("balance"), w.decimal();
    w.name("age"), w.integer(99);
    w.name("name"), w.words(2);
    w.name("company"), w.words(2);
    w.name("email"), w.words(2);
    w.name("phone"), w.integer(10'000'000'000);
    w.name("address"), w.open('{');
    w.name("street"), w.words(3), w.name("city"), w.words(1), w.name("zip"), w.integer(99'999);
    w.name("position"), w.open('['), w.next(), w.decimal(), w.next(), w.decimal(), w.close(']');
    w.close('}');
    w.name("about"), w.words(40);
    w.name("registered"), w.raw("\"2019-03-11T08:15:30Z\"");
    w.name("tags"), w.open('[');
    for (int i = 0; i < 7; ++i) w.next(), w.words(1);
    w.close(']');
    w.name("friends"), w.open('[');
    for (int i = 0; i < 5; ++i) {
        w.next(), w.open('{'), w.name("id"), w.integer(1'000), w.name("name"), w.words(2), w.close('}');
    }
    w.close(']');
    w.name("counters"), w.open('{');
    for (const auto* name : {"seen", "sent", "kept", "lost"}) w.name(name), w.integer(1'000'000);
    w.close('}');
    w.name("manager"), w.null();
    w.name("notes"), w.words(12);
    w.close('}');
}

version for_record(const version& v, std::uint64_t id) {
    auto own = v;
    own.seed = mix(v.seed ^ mix(id));
    return own;
}

}  // namespace

void writer::decimal() {
    const auto draw = leaf();
    out_ += std::to_string(draw % 360) + '.' + std::to_string(draw / 1024 % 100'000'000);
}

void writer::words(std::size_t count) {
    const auto& vocabulary = v_.ascii ? words_of_ascii : words_of_all;
    auto draw = leaf();
    out_ += '"';
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) out_ += ' ';
        out_ += vocabulary[draw % vocabulary.size()];
        draw = mix(draw);
    }
    // Seldom equal by chance.
    if (count > 0) out_ += std::to_string(draw % 10'000);
    out_ += '"';
}

std::string messages(std::size_t count, const version& v) {
    writer w(v);
    w.open('{');
    w.name("statuses"), w.open('[');
    for (std::size_t i = 0; i < count; ++i) w.next(), message(w, i, true);
    w.close(']');
    w.name("search_metadata"), w.open('{');
    w.name("completed_in"), w.decimal();
    w.name("count"), w.integer(1'000);
    w.close('}');
    w.close('}');
    return w.take();
}

std::string catalogue(std::size_t performances, const version& v) {
    writer w(v);
    w.open('{');
    w.name("areaNames"), w.open('{');
    for (std::size_t i = 0; i < performances; ++i) w.name(std::to_string(205'705'993 + i * 7)), w.words(3);
    w.close('}');
    w.name("events"), w.open('{');
    for (std::size_t i = 0; i < performances; ++i) {
        w.name(std::to_string(138'586'341 + i * 4)), w.open('{');
        w.name("description"), w.null();
        w.name("id"), w.id(138'586'341 + i * 4);
        w.name("logo"), w.words(1);
        w.name("name"), w.words(5);
        w.name("subTopicIds"), w.open('[');
        for (auto n = 1 + w.shape(4); n > 0; --n) w.next(), w.integer(400'000'000);
        w.close(']');
        w.name("subjectCode"), w.null();
        w.close('}');
    }
    w.close('}');
    w.name("performances"), w.open('[');
    for (std::size_t i = 0; i < performances; ++i) w.next(), performance(w, i);
    w.close(']');
    w.close('}');
    return w.take();
}

std::string coordinates(std::size_t points, const version& v) {
    writer w(v);
    w.open('{');
    w.name("type"), w.raw("\"Polygon\"");
    w.name("coordinates"), w.open('[');
    for (std::size_t i = 0; i < points;) {
        w.next(), w.open('[');
        for (const auto end = std::min(points, i + 100); i < end; ++i) {
            w.next(), w.open('['), w.next(), w.decimal(), w.next(), w.decimal(), w.close(']');
        }
        w.close(']');
    }
    w.close(']');
    w.close('}');
    return w.take();
}

std::string record(std::uint64_t id, const version& v) {
    writer w(for_record(v, id));
    record_body(w, id);
    return w.take();
}

std::string records(std::size_t count, const version& v) {
    writer w(v);
    w.open('[');
    for (std::size_t i = 0; i < count; ++i) w.next(), record_body(w, i);
    w.close(']');
    return w.take();
}

std::vector<std::uint64_t> shuffled_ids(std::size_t count, double share, std::uint64_t edit) {
    std::vector<std::uint64_t> ids;
    const auto below = static_cast<std::uint64_t>(share * 0x1p53);
    const auto drawn = [&](std::uint64_t salt, std::size_t i) {
        return mix(mix(edit * 3 + salt) + i) >> 11U < below;
    };
    for (std::size_t i = 0; i < count; ++i) {
        if (drawn(0, i)) continue;
        ids.push_back(i);
        if (drawn(1, i)) ids.push_back(count + i);
    }
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (!drawn(2, i)) continue;
        const auto moved = ids[i];
        ids.erase(ids.begin() + static_cast<std::ptrdiff_t>(i));
        ids.insert(ids.begin() + static_cast<std::ptrdiff_t>(mix(edit + i) % ids.size()), moved);
    }
    return ids;
}

std::string small_records(const std::vector<std::uint64_t>& ids, std::size_t bytes) {
    std::string out = "[";
    for (const auto id : ids) {
        if (out.size() > 1) out += ',';
        const auto start = out.size();
        out += R"({"id":)" + std::to_string(id) + R"(,"value":)" + std::to_string(mix(id) % 1'000'000) +
               R"(,"text":")";
        for (auto draw = mix(id); out.size() - start + 8 < bytes; draw = mix(draw)) {
            out += "abcdefghijklmnopqrstuvwxyz"[draw % 26];
        }
        out += "\"}";
    }
    return out + ']';
}

}  // namespace emend::bench_data
