// lists_test.cpp -- the circular lists that all queues are made of, with both kinds of pointers,
// against vectors.
#include "kernel/memory/pointer32.hpp"
#include "kernel/threads/list_link.hpp"
#include "tests/queues/generator.hpp"

#include <algorithm>
#include <vector>

namespace kumquat::test {

namespace {

struct Element;
using ShortPointer = Pointer32<Element>;
struct Element {
    ListLink<Element> link;
    ListLink<Element, ShortPointer> short_link;
};
// Not on the heap: pointers to them fit 32 bits.
Element elements[48];

template <auto link, typename Pointer>
class ListTrial {
public:
    explicit ListTrial(Random random) : random_{random} {
        std::fill(std::begin(elements), std::end(elements), Element{});
    }

    void step() {
        Element& element = random_.any_of(elements);
        const uint32_t list = where_is(element);
        if (list == list_count) {
            insert(random_.below(list_count), element);
        } else if (random_.once_in(2)) {
            Links::remove(heads_[list], element);
            std::erase(models_[list], &element);
        } else {
            ASSERT_THROW(Links::push_back(heads_[list], element), std::logic_error);
        }
        for (uint32_t i = 0; i < list_count; ++i) {
            check(heads_[i], models_[i]);
        }
        for (Element& each : elements) {
            ASSERT_EQ((each.*link).is_linked(), where_is(each) != list_count);
        }
    }

private:
    using Links = List<Element, link, Pointer>;
    static constexpr uint32_t list_count = 5;

    uint32_t where_is(Element& element) const {
        uint32_t list = 0;
        while (list < list_count &&
               std::count(models_[list].begin(), models_[list].end(), &element) == 0) {
            ++list;
        }
        return list;
    }

    void insert(uint32_t list, Element& element) {
        Pointer& head = heads_[list];
        std::vector<Element*>& model = models_[list];
        if (random_.once_in(3)) {
            Links::push_back(head, element);
            model.push_back(&element);
        } else if (random_.once_in(2) || model.size() < 2) {
            Links::push_front(head, element);
            model.insert(model.begin(), &element);
        } else {
            const auto place =
                1 + random_.below(static_cast<uint32_t>(model.size()) - 1);
            Links::insert_before(model[place], element);
            model.insert(model.begin() + place, &element);
        }
    }

    static void check(const Pointer& head, const std::vector<Element*>& model) {
        Element* element = head;
        Element* previous = model.empty() ? nullptr : model.back();
        for (Element* const expected : model) {
            ASSERT_EQ(element, expected);
            ASSERT_EQ(static_cast<Element*>((element->*link).previous), previous);
            previous = element;
            element = Links::after(head, *element);
        }
        ASSERT_EQ(element, nullptr);
    }

    Random random_;
    Pointer heads_[list_count] = {};
    std::vector<Element*> models_[list_count];
};

}  // namespace

TEST(lists, agree_with_vectors) {
    run_trials<ListTrial<&Element::link, Element*>>(10'000);
}
TEST(lists, with_short_pointers_agree_with_vectors) {
    run_trials<ListTrial<&Element::short_link, ShortPointer>>(10'000);
}

}  // namespace kumquat::test
