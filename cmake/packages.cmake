find_package(nlohmann_json 3.11 REQUIRED)
find_package(tl-expected REQUIRED)
find_package(simdjson REQUIRED)
find_package(Threads REQUIRED)

# Debian's xxhash has no CMake package; we use it header-only.
find_path(EMEND_XXHASH_INCLUDE xxhash.h REQUIRED)
