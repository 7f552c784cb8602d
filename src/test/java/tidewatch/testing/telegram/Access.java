package tidewatch.testing.telegram;

/** Which chats the bot may read, edit in and write to, refused in the words of the service. Guarded by the lock of the world. */
final class Access {
    private static final int GENERAL = 1;

    private final World world;

    /** How much a call wants. */
    enum Want {
        READ,
        EDIT,
        WRITE
    }

    Access(World world) {
        this.world = world;
    }

    /** The chat of {@code chat_id}, if the bot may do that there. */
    Room room(Arguments call, Want want) {
        return room(call.text("chat_id").strip(), want);
    }

    Room room(String name, Want want) {
        if (name.isEmpty()) {
            throw ApiError.bad("chat_id is empty");
        }
        var room = find(name);
        if (room.is("private")) {
            privately(room, want);
        } else if (room.is("group")) {
            group(room, want);
        } else {
            supergroup(room, want);
        }
        return room;
    }

    private Room find(String name) {
        if (name.startsWith("@")) {
            return world.rooms.values().stream()
                    .filter(room -> !room.username.isEmpty() && room.username.equalsIgnoreCase(name.substring(1)))
                    .findFirst()
                    .orElseThrow(() -> ApiError.bad("chat not found"));
        }
        long id = name.matches("-?[0-9]{1,18}") ? Long.parseLong(name) : 0;
        var account = world.account(id);
        if (account.isPresent() && id != world.bot.id) {
            return world.privateRoom(id);
        }
        return world.room(id).orElseThrow(() -> ApiError.bad("chat not found"));
    }

    private void privately(Room room, Want want) {
        var person = world.person(room.id);
        if (want == Want.READ) {
            if (!person.opened && !shares(person)) {
                throw ApiError.bad("chat not found");
            }
            return;
        }
        if (person.deactivated) {
            throw ApiError.forbidden("user is deactivated");
        }
        if (person.bot) {
            throw ApiError.forbidden("bot can't send messages to bots");
        }
        if (!person.opened) {
            throw shares(person) ? ApiError.forbidden("bot can't initiate conversation with a user") : ApiError.bad("chat not found");
        }
        if (person.blocked && want == Want.WRITE) {
            throw ApiError.forbidden("bot was blocked by the user");
        }
    }

    private boolean shares(Account person) {
        return world.rooms.values().stream().anyMatch(room -> room.member(person.id) && room.member(world.bot.id));
    }

    private void group(Room room, Want want) {
        if (want == Want.WRITE && room.migratedTo != 0) {
            throw ApiError.migrated(room.migratedTo);
        }
        if (want == Want.WRITE && room.deleted) {
            throw ApiError.forbidden("the group chat was deleted");
        }
        if (want != Want.READ && room.status(world.bot.id).equals("kicked")) {
            throw ApiError.forbidden("bot was kicked from the group chat");
        }
        if (want != Want.READ && !room.member(world.bot.id)) {
            throw ApiError.forbidden("bot is not a member of the group chat");
        }
    }

    private void supergroup(Room room, Want want) {
        var kind = room.type + " chat";
        if (room.deleted) {
            throw ApiError.bad("chat not found");
        }
        if (room.status(world.bot.id).equals("kicked")) {
            throw ApiError.forbidden("bot was kicked from the " + kind);
        }
        boolean open = !room.username.isEmpty() && want == Want.READ;
        if (!room.member(world.bot.id) && !open) {
            throw ApiError.forbidden("bot is not a member of the " + kind);
        }
    }

    /** Whether the bot may send this kind of thing, such as "text messages", there; after {@link #room}. */
    void mayWrite(Room room, String things) {
        if (room.is("channel") && !room.administrator(world.bot.id)) {
            throw ApiError.bad("need administrator rights in the channel chat");
        }
        if ((room.muted || room.status(world.bot.id).equals("restricted")) && !room.administrator(world.bot.id)) {
            throw ApiError.bad("not enough rights to send " + things + " to the chat");
        }
    }

    /** The topic of {@code message_thread_id}: 0 for none. */
    int thread(Room room, Arguments call) {
        int thread = (int) call.number("message_thread_id", 0, 0, Integer.MAX_VALUE);
        if (thread == 0) {
            if (room.forum && room.topics.containsKey(GENERAL) && room.topics.get(GENERAL).closed) {
                topicClosed(room);
            }
            return 0;
        }
        if (!room.forum) {
            if (room.is("private")) {
                throw ApiError.bad("message thread not found");
            }
            if (room.is("supergroup") && room.messages.containsKey(thread)) {
                return thread;
            }
            world.lint("THREAD_IGNORED", "message_thread_id " + thread + " in a chat without topics");
            return 0;
        }
        var topic = room.topics.get(thread);
        if (thread == GENERAL || topic == null) {
            throw ApiError.bad("message thread not found");
        }
        if (topic.closed) {
            topicClosed(room);
        }
        return thread;
    }

    private void topicClosed(Room room) {
        if (!room.administrator(world.bot.id)) {
            throw ApiError.bad("TOPIC_CLOSED");
        }
    }
}
