"""Renders a whole library, beside any number of other machines that do the same."""

import contextlib
import os
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, as_completed, wait

from voiceedu.content.library import Work
from voiceedu.errors import RenderError, VoiceeduError
from voiceedu.publishing.helper_messages import Answer
from voiceedu.publishing.outcome import Outcome
from voiceedu.publishing.render_helpers import RenderHelpers
from voiceedu.publishing.render_memory import RenderMemory
from voiceedu.publishing.work_renderer import WorkRenderer

RETRY_S = 1.0
"""How long to wait before what another machine holds is looked at again."""


def render_all(
    renderer: WorkRenderer, works: Sequence[Work], *, in_processes: bool = False
) -> Iterator[Outcome | RenderError]:
    """Render `works`, one on each core; yield the outcomes. With `in_processes` a process for each core renders them.

    A folder's are begun in listening order, those of a bucket in random order: machines that begin together then
    seldom want the same. What another holds is skipped, and looked at again when everything else is done.
    """
    renderer.store.look_at_leases()
    if not renderer.store.is_folder:
        works = random.sample(works, len(works))
    memory = RenderMemory(renderer)
    changed = []
    for work in works:
        if (unchanged := memory.unchanged(work)) is not None:
            yield unchanged
        else:
            changed.append(work)
    with RenderHelpers(renderer.settings, len(changed) if in_processes else 0) as helpers:
        yield from _render_changed(renderer, changed, memory, helpers)
    memory.keep()


def _render_changed(
    renderer: WorkRenderer, works: Sequence[Work], memory: RenderMemory, helpers: RenderHelpers
) -> Iterator[Outcome | RenderError]:
    """Render `works`, of which `memory` does not know that they are up to date."""
    with ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="render") as pool:
        sizes = memory.asset_sizes
        while works:
            held = []
            for work, outcome in _outcomes(renderer, works, sizes, pool, helpers):
                if outcome is None:
                    held.append(work)
                    continue
                if isinstance(outcome, Outcome) and renderer.newest(work) == work:
                    memory.note(work, outcome)
                yield outcome
            if works := held:
                sizes = {}  # others have written meanwhile
                time.sleep(RETRY_S)


def _outcomes(
    renderer: WorkRenderer,
    works: Sequence[Work],
    sizes: Mapping[str, int],
    pool: ThreadPoolExecutor,
    helpers: RenderHelpers,
) -> Iterator[tuple[Work, Outcome | RenderError | None]]:
    """Begin `works` in their order, and yield each with its outcome as soon as it is done; None: another holds it.

    Few outcomes are in memory at once, and what takes long holds nothing up.
    """
    in_progress: dict[Future[Answer], Work] = {}
    for work in works:
        in_progress[_start(renderer, work, sizes, pool, helpers)] = work
        if len(in_progress) > 2 * (os.cpu_count() or 1):
            done, _ = wait(in_progress, return_when=FIRST_COMPLETED)
            for future in [future for future in in_progress if future in done]:
                yield in_progress.pop(future), future.result()
    for future in as_completed(in_progress):
        yield in_progress[future], future.result()


def _start(
    renderer: WorkRenderer, work: Work, sizes: Mapping[str, int], pool: ThreadPoolExecutor, helpers: RenderHelpers
) -> Future[Answer]:
    """Return the future of the outcome of `work`."""

    def render() -> Answer:
        try:
            return renderer.try_render(work, sizes=sizes)
        except RenderError as error:
            return error
        except VoiceeduError as error:  # such as a full disk: other works may be published already
            return RenderError(f"{work.language}/{work.slug}", str(error))

    if renderer.store.is_folder:
        # The check whether a work is up to date takes less time than a thread of the pool takes to start it.
        with contextlib.suppress(Exception):  # it is raised again, and named, by the render
            if (outcome := renderer.outcome_if_up_to_date(work, sizes)) is not None:
                return _completed_future(outcome)
    return pool.submit(helpers.render, work, here=render)


def _completed_future(outcome: Outcome) -> Future[Answer]:
    future: Future[Answer] = Future()
    future.set_result(outcome)
    return future
