// spaces.cpp -- the trees of frames.
#include "tests/model/spaces.hpp"

namespace kumquat::model {

const Page* Spaces::find(PageKey key) const {
    const auto found = pages_.find(key);
    return found == pages_.end() ? nullptr : &found->second;
}

const std::set<PageKey>* Spaces::children_of_root(PageKey root) const {
    const auto found = roots_.find(root);
    return found == roots_.end() ? nullptr : &found->second;
}

std::set<PageKey>& Spaces::siblings(PageKey parent) {
    return task_of(parent) == 0 ? roots_[parent] : pages_.at(parent).children;
}

void Spaces::insert(PageKey key, const Page& page) {
    pages_[key] = page;
    removed_.erase(key);
    siblings(page.parent).insert(key);
}

void Spaces::widen(PageKey key, std::size_t now) {
    pages_.at(key).writable = true;
    pages_.at(key).widened = now;
}

void Spaces::make_read_only(PageKey key) { pages_.at(key).writable = false; }

void Spaces::move(PageKey from, PageKey to, bool writable, std::size_t now) {
    Page page = pages_.at(from);
    vacated_[from] = now;
    if (orphans_.erase(from) != 0) {
        orphans_.insert(to);
    } else {
        siblings(page.parent).erase(from);
        siblings(page.parent).insert(to);
    }
    pages_.erase(from);
    page.writable = writable;
    page.born = now;
    for (const PageKey child : page.children) {
        pages_.at(child).parent = to;
    }
    pages_[to] = page;
}

void Spaces::remove(PageKey key, std::size_t now) {
    vacated_[key] = now;
    const Page page = pages_.at(key);
    removed_[key] = page.parent;
    if (orphans_.erase(key) == 0) {
        siblings(page.parent).erase(key);
    }
    orphans_.insert(page.children.begin(), page.children.end());
    pages_.erase(key);
}

std::vector<PageKey>
Spaces::pages_in(uint32_t task, uint32_t begin, uint64_t end) const {
    std::vector<PageKey> keys;
    const uint64_t behind = (uint64_t{task} << 20) + (end >> 12);
    for (auto page = pages_.lower_bound(page_key(task, begin));
         page != pages_.end() && page->first < behind; ++page) {
        keys.push_back(page->first);
    }
    return keys;
}

std::vector<PageKey> Spaces::roots_in(uint32_t begin, uint64_t end) const {
    std::vector<PageKey> keys;
    for (auto root = roots_.lower_bound(root_key(begin));
         root != roots_.end() && root->first < end >> 12; ++root) {
        keys.push_back(root->first);
    }
    return keys;
}

}  // namespace kumquat::model
