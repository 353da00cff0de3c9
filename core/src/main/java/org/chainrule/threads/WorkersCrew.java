package org.chainrule.threads;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The threads of a pool and the board on which jobs are posted. Knows not its {@link Workers}, so that those can be garbage. */
final class WorkersCrew {
    /** Jobs posted at once; a caller who finds the board full works alone. */
    private static final int BOARD = 32;

    /** How long an idle thread looks at the board before it sleeps: longer than what runs between two jobs in one thread. */
    private static final long WATCH_NANOS = 100_000;

    private static final ThreadLocal<WorkersJob> OWN_JOB = ThreadLocal.withInitial(WorkersJob::new);

    private final AtomicReferenceArray<@Nullable WorkersJob> board = new AtomicReferenceArray<>(BOARD);
    private final Member[] members;
    private volatile boolean dismissed;

    WorkersCrew(int size) {
        members = new Member[size];
        for (int i = 0; i < size; i++) {
            members[i] = new Member(this, i + 1);
            members[i].start();
        }
    }

    int size() {
        return members.length;
    }

    void dismiss() {
        dismissed = true;
        for (Member member : members) {
            LockSupport.unpark(member);
        }
    }

    void run(int pieces, Workers.Piece piece) {
        if (pieces <= 1 || members.length == 0 || dismissed || Thread.currentThread() instanceof Member) {
            alone(pieces, piece);
            return;
        }
        WorkersJob job = OWN_JOB.get();
        if (job.isRunning()) {
            alone(pieces, piece);
            return;
        }
        job.begin(pieces, piece);
        int place = -1;
        try {
            place = post(job);
            if (place >= 0) {
                wake(pieces - 1);
            }
            job.work();
        } finally {
            // also where the stack has overflown on the way to a piece: the job is left for the thread's next one
            if (place >= 0) {
                board.set(place, null);
                job.awaitHelpers();
            }
            job.end();
        }
    }

    private static void alone(int pieces, Workers.Piece piece) {
        for (int i = 0; i < pieces; i++) {
            piece.run(i);
        }
    }

    private int post(WorkersJob job) {
        for (int place = 0; place < BOARD; place++) {
            if (board.get(place) == null && board.compareAndSet(place, null, job)) {
                return place;
            }
        }
        return -1;
    }

    private void wake(int wanted) {
        int left = wanted;
        for (int i = 0; i < members.length && left > 0; i++) {
            if (members[i].asleep) {
                LockSupport.unpark(members[i]);
                left--;
            }
        }
    }

    /** Helps with every job on the board, and says whether there was something to do. */
    private boolean help() {
        boolean helped = false;
        for (int place = 0; place < BOARD; place++) {
            WorkersJob job = board.get(place);
            if (job != null && job.hasPieces()) {
                job.enter();
                // Only a job that is still posted waits for those who entered it.
                if (board.get(place) == job) {
                    helped |= job.help();
                }
                job.leave();
            }
        }
        return helped;
    }

    private static final class Member extends Thread {
        private final WorkersCrew crew;
        private volatile boolean asleep;

        Member(WorkersCrew crew, int number) {
            super(null, null, "chainrule-" + number, 0, false); // inherits nothing that would keep memory alive
            this.crew = crew;
            setDaemon(true);
        }

        @Override
        public void run() {
            long idleSince = System.nanoTime();
            while (!crew.dismissed) {
                if (crew.help()) {
                    idleSince = System.nanoTime();
                } else if (!Watching.goesOn(idleSince, WATCH_NANOS)) {
                    sleep();
                    idleSince = System.nanoTime();
                }
            }
        }

        private void sleep() {
            asleep = true;
            // A job posted before the caller saw "asleep" is found here.
            if (!crew.help() && !crew.dismissed) {
                LockSupport.park(crew);
                Thread.interrupted(); // nobody has reason to interrupt these threads; a set flag would keep them awake
            }
            asleep = false;
        }
    }
}
