// contenders: hands the race to a runner, one process a contender.
//
//   contenders list                      the names of the contenders
//   contenders judge TASK FOLDER FILE    checks the answers in FILE, one a line: "ok OPERATIONS BYTES" or why
//   contenders serve NAME FOLDER         reads commands, answers each with one line:
//     ready TASK        makes it ready                  ok | none (not a task of this one)
//     answer FILE       runs it, writes its answers     ok | floor
//     time SECONDS      runs it as long, once at least  ok WALL CPU RUNS (nanoseconds of a run)
//
// A command that fails gives "failed WHY". FOLDER holds what `emend-bench-data --into` wrote; programs in
// other languages serve the same way (serve.py, serve.mjs).

#include <chrono>
#include <ctime>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "contenders/contender.hpp"
#include "contenders/judge.hpp"

namespace {

using namespace emend::contenders;

std::vector<std::string> read_lines(const std::filesystem::path& path) {
    std::vector<std::string> lines;
    std::ifstream in(path, std::ios::binary);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::vector<item> read_items(const std::filesystem::path& folder) {
    std::vector<item> all;
    for (auto& before : read_lines(folder / "before.ndjson")) all.push_back({.before = std::move(before)});
    if (all.empty()) throw std::runtime_error("no workload in " + folder.string());
    const auto fill = [&](const char* file, std::string item::*part) {
        auto lines = read_lines(folder / file);
        if (!lines.empty() && lines.size() != all.size())
            throw std::runtime_error(std::string(file) +
                                     " and before.ndjson differ in their number of lines");
        for (std::size_t i = 0; i < lines.size(); ++i) all[i].*part = std::move(lines[i]);
    };
    fill("after.ndjson", &item::after);
    fill("patch.ndjson", &item::patch);
    fill("merge_patch.ndjson", &item::merge_patch);
    return all;
}

const task* find_task(const std::string& name) {
    for (const auto& [what, known] : tasks) {
        if (known == name) return &what;
    }
    return nullptr;
}

std::string time_it(const job& it, double seconds) {
    using clock = std::chrono::steady_clock;
    const auto cpu_now = [] {
        std::timespec now{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
    };
    const auto start = clock::now();
    const auto cpu_start = cpu_now();
    double wall = 0;
    std::size_t runs = 0;
    // Looks at the clock after 1, 2, 4, ... runs at first: a clock costs as much as a small document.
    for (std::size_t some = 1; wall < seconds * 1e9; some = wall < seconds * 1e8 ? some * 2 : some) {
        for (std::size_t i = 0; i < some; ++i) it.run();
        runs += some;
        wall = std::chrono::duration<double, std::nano>(clock::now() - start).count();
    }
    const auto each = [&](double all) { return std::to_string(all / static_cast<double>(runs)); };
    return "ok " + each(wall) + ' ' + each(cpu_now() - cpu_start) + ' ' + std::to_string(runs);
}

std::string write_answers(const job& it, const std::string& file) {
    it.run();
    if (!it.answers) return "floor";
    std::ofstream out(file, std::ios::binary);
    for (const auto& answer : it.answers()) out << answer << '\n';
    return out.flush() ? "ok" : "failed cannot write " + file;
}

std::string obey(const contender& who, const std::vector<item>& all, job& it, const std::string& line) {
    std::istringstream words(line);
    std::string command;
    std::string value;
    words >> command >> value;
    if (command == "ready") {
        const auto* const what = find_task(value);
        if (what == nullptr) return "failed no such task: " + value;
        it = {};
        if (asks(*what, all.front())) it = who.prepare(*what, all);
        return it.run ? "ok" : "none";
    }
    if (!it.run) return "failed nothing is ready";
    if (command == "answer") return write_answers(it, value);
    if (command == "time") return time_it(it, std::stod(value));
    return "failed no such command: " + command;
}

int serve(const std::string& name, const std::string& folder) {
    for (const auto& who : all_contenders()) {
        if (who.name != name) continue;
        const auto all = read_items(folder);
        job it;
        for (std::string line; std::getline(std::cin, line);) {
            try {
                std::cout << obey(who, all, it, line) << std::endl;
            } catch (const std::exception& failure) {
                std::cout << "failed " << failure.what() << std::endl;
            }
        }
        return 0;
    }
    std::cerr << "contenders: no contender has the name " << name << '\n';
    return 2;
}

int judge_file(const std::string& what, const std::string& folder, const std::string& file) {
    const auto* const found = find_task(what);
    if (found == nullptr) throw std::runtime_error("no such task: " + what);
    const auto answers = read_lines(file);
    const auto complaint = judge(*found, read_items(folder), answers);
    if (!complaint.empty()) {
        std::cout << complaint << '\n';
        return 0;
    }
    std::size_t bytes = 0;
    std::size_t operations = 0;
    for (const auto& answer : answers) bytes += answer.size();
    if (what.starts_with("diff")) {
        for (const auto& answer : answers) operations += nlohmann::json::parse(answer).size();
    }
    std::cout << "ok " << operations << ' ' << bytes << '\n';
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    try {
        if (words.size() == 1 && words[0] == "list") {
            for (const auto& who : all_contenders()) std::cout << who.name << '\n';
            return 0;
        }
        if (words.size() == 4 && words[0] == "judge") return judge_file(words[1], words[2], words[3]);
        if (words.size() == 3 && words[0] == "serve") return serve(words[1], words[2]);
    } catch (const std::exception& failure) {
        std::cerr << "contenders: " << failure.what() << '\n';
        return 1;
    }
    std::cerr << "contenders: list | judge TASK FOLDER FILE | serve NAME FOLDER\n";
    return 2;
}
