package reverie.kernels.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A team of threads that share out numbered tasks. The caller works along; helpers wait for the next region spinning for a
 * moment, since the next operation of a network is microseconds away, and then park, since an idle program should not heat
 * the room.
 *
 * <p>Which thread runs which task is left to chance, so tasks must not depend on it.
 */
final class Team implements AutoCloseable {

    private static final long SPIN_NANOS = 50_000;

    /** Something to do for every task of a region. */
    interface Task {
        void run(int index);
    }

    /** The same for a task that needs memory of its own while it runs: workers are numbered from 0, the caller. */
    interface WorkerTask {
        void run(int index, int worker);
    }

    /** One round of tasks. Late helpers find it finished and harm nothing, because every round has its own counters. */
    private static final class Region {
        final int tasks;
        final WorkerTask task;
        final AtomicInteger next = new AtomicInteger();
        final AtomicInteger finished = new AtomicInteger();
        final AtomicReference<Throwable> failure = new AtomicReference<>();

        Region(int tasks, WorkerTask task) {
            this.tasks = tasks;
            this.task = task;
        }

        void work(int worker) {
            for (int index = next.getAndIncrement(); index < tasks; index = next.getAndIncrement()) {
                try {
                    task.run(index, worker);
                } catch (Throwable thrown) {
                    failure.compareAndSet(null, thrown);
                } finally {
                    finished.incrementAndGet();
                }
            }
        }

        boolean isFinished() {
            return finished.get() == tasks;
        }
    }

    private static final class Helper {
        final Thread thread;
        volatile boolean parked;

        Helper(Runnable body, int number) {
            this.thread = Thread.ofPlatform().daemon().name("reverie-" + number).unstarted(body);
        }
    }

    private final List<Helper> helpers = new ArrayList<>();
    private final boolean spins;
    private volatile Region region = new Region(0, (_, _) -> {});
    private volatile boolean closed;

    Team(int threads) {
        // With more threads than processors a spinning helper only keeps a working one off its processor.
        this.spins = threads <= Runtime.getRuntime().availableProcessors();
        for (int number = 1; number < threads; number++) {
            int index = helpers.size();
            helpers.add(new Helper(() -> help(index), number));
        }
        helpers.forEach(helper -> helper.thread.start());
    }

    int threads() {
        return helpers.size() + 1;
    }

    /** Something to do for the parts [firstPart, endPart) of a block of work. */
    interface BlockTask {
        void run(int block, int firstPart, int endPart, int worker);
    }

    /**
     * Runs every part of every block and returns when all are done; throws what a task threw. A task has all parts of its
     * block where there are blocks enough, since what they share is read once then; else the parts are cut into groups, so
     * that there are a few tasks for every worker.
     */
    void forEachBlock(int blocks, int parts, BlockTask task) {
        int groups = helpers.isEmpty() ? 1 : Math.min(parts, Math.ceilDiv(4 * threads(), blocks));
        forEach(blocks * groups, (index, worker) -> {
            int group = index % groups;
            task.run(index / groups, group * parts / groups, (group + 1) * parts / groups, worker);
        });
    }

    /** Runs every task and returns when all are done; throws what a task threw. */
    void forEach(int tasks, Task task) {
        forEach(tasks, (index, _) -> task.run(index));
    }

    /** Runs every task and returns when all are done; throws what a task threw. */
    void forEach(int tasks, WorkerTask task) {
        if (tasks <= 1 || helpers.isEmpty()) {
            for (int index = 0; index < tasks; index++) {
                task.run(index, 0);
            }
            return;
        }
        Region mine = new Region(tasks, task);
        region = mine;
        for (Helper helper : helpers) {
            if (helper.parked) {
                LockSupport.unpark(helper.thread);
            }
        }
        mine.work(0);
        awaitOthers(mine);
        switch (mine.failure.get()) {
            case null -> {}
            case RuntimeException failure -> throw failure;
            case Error failure -> throw failure;
            case Throwable failure -> throw new IllegalStateException(failure);
        }
    }

    /**
     * Tasks are short, so whoever still works on one will soon be done. If he is not, the machine is crowded, and he may
     * be waiting for our processor.
     */
    @SuppressWarnings("ThreadPriorityCheck")
    private void awaitOthers(Region mine) {
        long spinEnd = System.nanoTime() + SPIN_NANOS;
        while (!mine.isFinished()) {
            if (spins && System.nanoTime() < spinEnd) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    private void help(int index) {
        Helper self = helpers.get(index);
        Region seen = region;
        seen.work(index + 1);
        while (!closed) {
            Region next = await(self, seen);
            next.work(index + 1);
            seen = next;
        }
    }

    /** Waits until there is another region than the one seen, or the team is closed. */
    private Region await(Helper self, Region seen) {
        long spinEnd = System.nanoTime() + SPIN_NANOS;
        while (spins && region == seen && !closed && System.nanoTime() < spinEnd) {
            Thread.onSpinWait();
        }
        if (region == seen && !closed) {
            self.parked = true;
            while (region == seen && !closed) {
                LockSupport.park(this);
            }
            self.parked = false;
        }
        return region;
    }

    @Override
    public void close() {
        closed = true;
        helpers.forEach(helper -> LockSupport.unpark(helper.thread));
    }
}
