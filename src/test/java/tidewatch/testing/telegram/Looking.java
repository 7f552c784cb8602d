package tidewatch.testing.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import tidewatch.testing.fake.Json;

/** The methods that ask about chats, members and files, and the one that leaves. Called under the lock of the world. */
final class Looking {
    private static final int DOWNLOAD_MAX = 20 << 20;
    private static final List<String> PERMISSIONS = List.of(
            "can_send_messages", "can_send_media_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
            "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages", "can_add_web_page_previews",
            "can_react_to_messages", "can_edit_tag", "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics");
    private static final List<String> RIGHTS = List.of(
            "can_manage_chat", "can_change_info", "can_delete_messages", "can_invite_users", "can_restrict_members", "can_promote_members",
            "can_manage_video_chats", "can_post_stories", "can_edit_stories", "can_delete_stories");

    private final World world;
    private final Access access;

    Looking(World world) {
        this.world = world;
        this.access = new Access(world);
    }

    void register(BotMethods methods) {
        methods.add("getChat", "chat_id", this::chat);
        methods.add("getChatMember", "chat_id user_id", this::member);
        methods.add("getChatAdministrators", "chat_id return_bots", this::administrators);
        methods.add("getChatMemberCount", "chat_id", this::count);
        methods.add("getChatMembersCount", "chat_id", this::count);
        methods.add("getFile", "file_id", this::file);
        methods.add("getUserProfilePhotos", "user_id offset limit", call -> photos());
        methods.add("leaveChat", "chat_id", this::leave);
    }

    private JsonNode chat(Arguments call) {
        var room = access.room(call, Access.Want.READ);
        var full = world.chatJson(room);
        full.remove("all_members_are_administrators");
        full.put("accent_color_id", Math.floorMod(room.id, 7)).put("max_reaction_count", 11);
        full.set("accepted_gift_types", Room.gifts());
        if (!room.username.isEmpty()) {
            full.putArray("active_usernames").add(room.username);
        }
        if (room.is("group") || room.is("supergroup")) {
            full.set("permissions", permissions(!room.muted));
        }
        return full;
    }

    private static ObjectNode permissions(boolean talk) {
        var all = Json.object();
        PERMISSIONS.forEach(name -> all.put(name, talk && name.matches("can_(send|add|react)_.*")));
        return all;
    }

    private JsonNode member(Arguments call) {
        var text = call.text("user_id").strip();
        if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) <= 0) {
            throw ApiError.bad("invalid user_id specified");
        }
        var room = access.room(call, Access.Want.READ);
        var account = world.account(Long.parseLong(text)).orElseThrow(() -> ApiError.bad("member not found"));
        return member(room, account, room.status(account.id));
    }

    /** ChatMember. */
    static ObjectNode member(Room room, Account account, String status) {
        var member = Json.object();
        member.set("user", account.json());
        var known = room.is("private") ? "member" : status;
        member.put("status", known);
        switch (known) {
            case "creator" -> member.put("is_anonymous", false);
            case "administrator" -> rights(room, member);
            case "restricted" -> {
                member.put("until_date", 0).setAll(permissions(false));
                member.put("is_member", true);
            }
            case "kicked" -> member.put("until_date", 0);
            default -> {
                // Members and those who left have no more fields.
            }
        }
        return member;
    }

    private static void rights(Room room, ObjectNode member) {
        member.put("can_be_edited", false);
        RIGHTS.forEach(name -> member.put(name, List.of("can_manage_chat", "can_delete_messages", "can_invite_users").contains(name)));
        if (room.is("channel")) {
            member.put("can_post_messages", true).put("can_edit_messages", true).put("can_manage_direct_messages", false);
        } else {
            member.put("can_pin_messages", true).put("can_manage_tags", false);
        }
        if (room.is("supergroup")) {
            member.put("can_manage_topics", room.forum);
        }
        member.put("is_anonymous", false).put("can_manage_voice_chats", false);
    }

    private JsonNode administrators(Arguments call) {
        var room = access.room(call, Access.Want.READ);
        if (room.is("private")) {
            throw ApiError.bad("there are no administrators in the private chat");
        }
        var list = Json.array();
        room.members.forEach((id, status) -> {
            if (room.administrator(id)) {
                list.add(member(room, world.person(id), status));
            }
        });
        return list;
    }

    private JsonNode count(Arguments call) {
        var room = access.room(call, Access.Want.READ);
        return IntNode.valueOf(room.is("private") ? 2 : (int) room.members.keySet().stream().filter(room::member).count());
    }

    private JsonNode file(Arguments call) {
        var id = call.text("file_id");
        if (id.isEmpty()) {
            throw ApiError.bad("file_id not specified");
        }
        var file = Optional.ofNullable(world.files.get(id)).orElseThrow(() -> ApiError.bad("invalid file_id"));
        if (file.bytes().size() > DOWNLOAD_MAX) {
            throw ApiError.bad("file is too big");
        }
        return file.json().put("file_path", file.path());
    }

    private static JsonNode photos() {
        var photos = Json.object().put("total_count", 0);
        photos.putArray("photos");
        return photos;
    }

    private JsonNode leave(Arguments call) {
        var room = access.room(call, Access.Want.READ);
        if (room.is("private")) {
            throw ApiError.bad("chat member status can't be changed in private chats");
        }
        room.members.put(world.bot.id, "left");
        return BooleanNode.TRUE;
    }
}
