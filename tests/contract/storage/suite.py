"""What every store must do. A backend's test module is a `store` fixture and a class made of these."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from stride.storage.memory import Memory
from stride.storage.store import KEPT_FOR, Store, StoreConflict, Stored

MONDAY = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
RUNNER = "amzn1.ask.account.RUNNER"
PARTNER = "amzn1.ask.person.PARTNER"

TEXTS = {
    "nothing": "",
    "an empty object": "{}",
    "unicode": "Łydka, naïve, \u202eрост\u202c, 背中, 🏃🏽\u200d♀️",
    "escapes": 'quote " backslash \\ newline \n tab \t',
    "200 kilobytes": "x" * 200_000,
}


class Remembering:
    """Load, save and forget."""

    def test_nobody_known_has_an_empty_record_of_version_zero(self, store: Store) -> None:
        assert store.load(RUNNER, MONDAY) == Stored(None, 0)

    def test_what_was_saved_is_loaded_with_the_next_version(self, store: Store) -> None:
        store.save(RUNNER, '{"visits":1}', 0, MONDAY)
        assert store.load(RUNNER, MONDAY) == Stored('{"visits":1}', 1)

    def test_each_save_counts_the_version_up(self, store: Store) -> None:
        for version in range(5):
            store.save(RUNNER, f"text {version}", version, MONDAY)
        assert store.load(RUNNER, MONDAY) == Stored("text 4", 5)

    def test_people_do_not_share_records(self, store: Store) -> None:
        store.save(RUNNER, "the runner's", 0, MONDAY)
        store.save(PARTNER, "the partner's", 0, MONDAY)
        assert store.load(RUNNER, MONDAY).text == "the runner's"
        assert store.load(PARTNER, MONDAY).text == "the partner's"

    @pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
    def test_any_text_comes_back_unchanged(self, store: Store, text: str) -> None:
        store.save(RUNNER, text, 0, MONDAY)
        assert store.load(RUNNER, MONDAY).text == text

    def test_a_memory_survives_the_round_trip(self, store: Store) -> None:
        memory = Memory(visits=3, never=("side-plank",), teaching="brief").completed(("bird-dog",))
        store.save(RUNNER, memory.to_text(), 0, MONDAY)
        assert Memory.from_text(store.load(RUNNER, MONDAY).text) == memory

    @pytest.mark.parametrize("person", ["amzn1.ask.account." + "A" * 237, "ünï-🏃", "a'; DROP TABLE memory; --"])
    def test_any_id_will_do(self, store: Store, person: str) -> None:
        store.save(person, "mine", 0, MONDAY)
        assert store.load(person, MONDAY).text == "mine"
        assert store.load(RUNNER, MONDAY).text is None

    def test_a_forgotten_person_is_new_again(self, store: Store) -> None:
        store.save(RUNNER, "old", 0, MONDAY)
        store.forget(RUNNER)
        assert store.load(RUNNER, MONDAY) == Stored(None, 0)
        store.save(RUNNER, "new", 0, MONDAY)
        assert store.load(RUNNER, MONDAY) == Stored("new", 1)

    def test_forgetting_touches_nobody_else(self, store: Store) -> None:
        store.save(PARTNER, "kept", 0, MONDAY)
        store.forget(RUNNER)
        assert store.load(PARTNER, MONDAY).text == "kept"


class TwoDevices:
    """Nobody's save is overwritten unseen."""

    @pytest.mark.parametrize("version", [0, 1, 3], ids=["as if new", "an old version", "a version to come"])
    def test_a_save_from_another_version_is_a_conflict(self, store: Store, version: int) -> None:
        store.save(RUNNER, "first", 0, MONDAY)
        store.save(RUNNER, "second", 1, MONDAY)
        with pytest.raises(StoreConflict):
            store.save(RUNNER, "late", version, MONDAY)
        assert store.load(RUNNER, MONDAY) == Stored("second", 2)

    def test_the_one_who_came_late_loads_again_and_saves(self, store: Store) -> None:
        store.save(RUNNER, "kitchen", 0, MONDAY)
        with pytest.raises(StoreConflict):
            store.save(RUNNER, "bedroom", 0, MONDAY)
        store.save(RUNNER, "bedroom", store.load(RUNNER, MONDAY).version, MONDAY)
        assert store.load(RUNNER, MONDAY) == Stored("bedroom", 2)

    def test_a_record_forgotten_meanwhile_is_not_brought_back(self, store: Store) -> None:
        store.save(RUNNER, "before", 0, MONDAY)
        store.forget(RUNNER)
        with pytest.raises(StoreConflict):
            store.save(RUNNER, "after", 1, MONDAY)
        assert store.load(RUNNER, MONDAY) == Stored(None, 0)

    def test_of_many_devices_at_once_exactly_one_saves_each_version(self, store: Store) -> None:
        def save(device: int) -> bool:
            try:
                store.save(RUNNER, f"device {device}", version, MONDAY)
            except StoreConflict:
                return False
            return True

        with ThreadPoolExecutor(8) as devices:
            for version in range(6):
                winners = [device for device, won in enumerate(devices.map(save, range(8))) if won]
                assert len(winners) == 1
                assert store.load(RUNNER, MONDAY) == Stored(f"device {winners[0]}", version + 1)


class Expiring:
    """A record that nobody touches is gone after its time."""

    def test_a_record_is_there_until_its_time_is_over_and_not_after(self, store: Store) -> None:
        store.save(RUNNER, "kept", 0, MONDAY)
        assert store.load(RUNNER, MONDAY + KEPT_FOR - timedelta(seconds=1)).text == "kept"
        assert store.load(RUNNER, MONDAY + KEPT_FOR) == Stored(None, 0)

    def test_every_save_starts_the_time_anew(self, store: Store) -> None:
        store.save(RUNNER, "first", 0, MONDAY)
        store.save(RUNNER, "second", 1, MONDAY + timedelta(days=300))
        assert store.load(RUNNER, MONDAY + timedelta(days=600)) == Stored("second", 2)

    def test_somebody_who_comes_back_after_it_starts_anew(self, store: Store) -> None:
        store.save(RUNNER, "long ago", 0, MONDAY)
        store.save(RUNNER, "longer than that", 1, MONDAY)
        later = MONDAY + KEPT_FOR + timedelta(days=1)
        store.save(RUNNER, "back again", 0, later)
        assert store.load(RUNNER, later) == Stored("back again", 1)

    def test_what_is_over_cannot_be_saved_on_to(self, store: Store) -> None:
        store.save(RUNNER, "long ago", 0, MONDAY)
        with pytest.raises(StoreConflict):
            store.save(RUNNER, "too late", 1, MONDAY + KEPT_FOR)


class StoreSuite(Remembering, TwoDevices, Expiring):
    """Everything a store must do."""
