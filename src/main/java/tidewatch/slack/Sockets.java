package tidewatch.slack;

import tidewatch.settings.Secret;

/** Opens WebSockets. */
interface Sockets {
    /**
     * Begins to open one, and comes back at once. What becomes of it is told to the listener: also that it could not be opened.
     *
     * @param address {@code wss://...} with a ticket
     */
    Socket open(Secret address, Listener listener);

    /** One WebSocket. Any thread. */
    interface Socket {
        /** False when nothing can be sent any more. True says only that it will be tried. */
        boolean send(String text);

        /** Says farewell, and waits for none. What was sent before goes out first. */
        void close();

        /** Breaks off. */
        void cancel();
    }

    /** Hears of one socket, one thing at a time. Nothing is heard after the end, and of that there may be several words. */
    interface Listener {
        /** A whole message. The next one is not read before this comes back. */
        void text(String text);

        /**
         * It is over, or as good as: nothing will come any more, and it ends by itself.
         *
         * @param why one sentence without secrets
         */
        void ended(String why);
    }
}
