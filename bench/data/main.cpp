// emend-bench-data: writes a workload, one line an item.

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "emend/bench/workloads.hpp"

namespace {

namespace data = emend::bench_data;

constexpr std::string_view parts[] = {"before", "after", "patch", "merge_patch"};

int usage(const std::string& complaint) {
    std::cerr
        << "emend-bench-data: " << complaint << "\n\n"
        << "emend-bench-data NAME [BYTES [SEED [EDITS]]] [--part PART | --into FOLDER]\n\n"
        << "Writes lines {\"id\":...,\"before\":...,\"after\":...} to standard output; with --part only\n"
        << "before, after, patch (RFC 6902) or merge_patch (RFC 7396), where the workload has it;\n"
        << "with --into each part that it has into FOLDER/PART.ndjson. 0 stands for what is usual.\n\n";
    for (const auto& each : data::kinds()) {
        std::cerr << "  " << each.name << std::string(13 - each.name.size(), ' ') << each.bytes
                  << " bytes: " << each.tells << '\n';
    }
    return 2;
}

std::string_view part_of(const data::item& each, std::string_view part) {
    if (part == "before") return each.before;
    if (part == "after") return each.after;
    return part == "patch" ? each.patch : each.merge_patch;
}

void write_part(const std::vector<data::item>& all, std::string_view part, std::ostream& out) {
    for (const auto& each : all) out << part_of(each, part) << '\n';
}

void write_pairs(const std::vector<data::item>& all, std::ostream& out) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        out << "{\"id\":" << i << ",\"before\":" << all[i].before << ",\"after\":" << all[i].after << "}\n";
    }
}

int write_files(const std::vector<data::item>& all, const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    for (const auto part : parts) {
        const auto path = folder / (std::string(part) + ".ndjson");
        std::filesystem::remove(path);
        if (part_of(all.front(), part).empty()) continue;
        std::ofstream out(path, std::ios::binary);
        write_part(all, part, out);
        if (!out.flush()) {
            std::cerr << "emend-bench-data: cannot write " << path.string() << '\n';
            return 1;
        }
    }
    return 0;
}

int run(const std::vector<std::string>& words) {
    std::vector<std::string> plain;
    std::string part;
    std::string folder;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto option = words[i] == "--part" ? &part : words[i] == "--into" ? &folder : nullptr;
        if (option == nullptr && words[i].starts_with('-')) return usage("unknown option " + words[i]);
        if (option == nullptr) plain.push_back(words[i]);
        if (option != nullptr && ++i == words.size()) return usage(words[i - 1] + " needs a value");
        if (option != nullptr) *option = words[i];
    }
    if (plain.empty() || plain.size() > 4)
        return usage("a workload's name is needed, and at most three numbers");
    if (!part.empty() && !folder.empty()) return usage("either --part or --into");
    const auto* const kind = data::find_kind(plain[0]);
    if (kind == nullptr) return usage("no workload has the name " + plain[0]);
    std::uint64_t numbers[] = {0, 1, 0};
    for (std::size_t i = 1; i < plain.size(); ++i) {
        const auto* const end = plain[i].data() + plain[i].size();
        const auto [read, failed] = std::from_chars(plain[i].data(), end, numbers[i - 1]);
        if (failed != std::errc() || read != end) return usage("not a number: " + plain[i]);
    }
    const auto all = data::make(*kind, {.bytes = numbers[0], .seed = numbers[1], .edits = numbers[2]});
    if (!folder.empty()) return write_files(all, folder);
    if (part.empty()) {
        write_pairs(all, std::cout);
    } else if (std::ranges::find(parts, part) == std::end(parts)) {
        return usage("--part is before, after, patch or merge_patch, not " + part);
    } else if (part_of(all.front(), part).empty()) {
        std::cerr << "emend-bench-data: " << kind->name << " has no " << part << '\n';
        return 1;
    } else {
        write_part(all, part, std::cout);
    }
    if (!std::cout.flush()) {
        std::cerr << "emend-bench-data: cannot write to standard output\n";
        return 1;
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        std::ios::sync_with_stdio(false);
        return run({argv + 1, argv + argc});
    } catch (const std::exception& failure) {
        std::cerr << "emend-bench-data: " << failure.what() << '\n';
        return 1;
    }
}
