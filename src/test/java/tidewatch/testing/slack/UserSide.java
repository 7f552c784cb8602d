package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tidewatch.testing.fake.Bytes;
import tidewatch.testing.fake.Json;

/**
 * What people do in their clients: they write, command, press, choose, submit, invite. Each method takes the lock of the world, and an id that
 * nobody knows is an {@link IllegalArgumentException}. What is sent to the app has a {@link Receipt}, found by the number that is answered.
 */
public final class UserSide {
    private static final Pattern HANDLE = Pattern.compile("@([a-z0-9][a-z0-9._-]*)");

    private final World world;
    private final Dispatch dispatch;
    private final ResponseUrls urls;
    private final Views views;
    private final Map<String, JsonNode> errors = new java.util.HashMap<>();

    UserSide(World world, Dispatch dispatch, ResponseUrls urls, Views views) {
        this.world = world;
        this.dispatch = dispatch;
        this.urls = urls;
        this.views = views;
    }

    private <T> T locked(Supplier<T> action) {
        world.lock.lock();
        try {
            return action.get();
        } finally {
            world.lock.unlock();
        }
    }

    private void locked(Runnable action) {
        world.lock.lock();
        try {
            action.run();
        } finally {
            world.lock.unlock();
        }
    }

    // ---- workspaces, people, channels ----

    /** A person of the first workspace; answers the id. */
    public String user(String name) {
        return locked(() -> user(world.home(), name, name));
    }

    /** A person of a workspace with a handle and a name. */
    public String user(String team, String name, String real) {
        return locked(() -> user(world.team(team), name, real));
    }

    private String user(Team team, String name, String real) {
        var person = new Person(world.id("U"), team.id, false, name, real);
        world.people.put(person.id, person);
        return person.id;
    }

    /** Another workspace; when {@code installed}, the app has a token there, see {@link #botToken}. */
    public String team(String name, boolean installed) {
        return locked(() -> {
            var team = newTeam(world, name, "xoxb-" + (world.teams.size() + 1) + "-" + world.secret(24),
                    installed ? Team.Install.STANDING : Team.Install.ABSENT);
            return team.id;
        });
    }

    static Team newTeam(World world, String name, String token, Team.Install install) {
        var id = world.id("T");
        var bot = new Person(world.id("U"), id, true, "tidewatch", "Tidewatch");
        var team = new Team(id, name, name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-"), token, world.id("B"), bot, install);
        team.scopes.addAll(World.USUAL_SCOPES);
        world.teams.put(id, team);
        world.people.put(bot.id, bot);
        return team;
    }

    public String botToken(String team) {
        return locked(() -> world.team(team).botToken);
    }

    /** The app's id as a member. */
    public String botUser(String team) {
        return locked(() -> world.team(team).bot.id);
    }

    /** A public channel of the first workspace with the app and these people in it; nobody is told. */
    public String channel(String name, String... members) {
        return channel(Channel.Kind.PUBLIC, name, true, members);
    }

    /** A private channel with the app and these people in it. */
    public String privateChannel(String name, String... members) {
        return channel(Channel.Kind.PRIVATE, name, true, members);
    }

    /** A public channel in which the app is no member. */
    public String channelWithoutApp(String name, String... members) {
        return channel(Channel.Kind.PUBLIC, name, false, members);
    }

    /** A private channel of which the app does not know. */
    public String privateChannelWithoutApp(String name, String... members) {
        return channel(Channel.Kind.PRIVATE, name, false, members);
    }

    private String channel(Channel.Kind kind, String name, boolean app, String... members) {
        return locked(() -> {
            var team = members.length > 0 ? world.team(world.person(members[0]).team) : world.home();
            var channel = new Channel(world.id(kind == Channel.Kind.PUBLIC ? "C" : "G"), kind, team.id, name, world.now().getEpochSecond());
            for (var member : members) {
                enter(channel, world.person(member));
            }
            if (app) {
                channel.members.add(team.bot.id);
            }
            world.channels.put(channel.id, channel);
            return channel.id;
        });
    }

    private static void enter(Channel channel, Person person) {
        channel.members.add(person.id);
        if (!person.team.equals(channel.team)) {
            channel.shared.add(person.team);
        }
    }

    /** The direct message between the app and a person. */
    public String im(String user) {
        return locked(() -> world.im(world.team(world.person(user).team), world.person(user)).id);
    }

    public void join(String channel, String user) {
        locked(() -> {
            var place = world.channel(channel);
            enter(place, world.person(user));
            dispatch.joined(place, world.person(user), Optional.empty());
        });
    }

    public void leave(String channel, String user) {
        locked(() -> {
            world.channel(channel).members.remove(world.person(user).id);
        });
    }

    /** Somebody brings the app in. */
    public void invite(String channel, String inviter) {
        locked(() -> {
            var place = world.channel(channel);
            var bot = world.team(place.team).bot;
            place.members.add(bot.id);
            dispatch.joined(place, bot, Optional.of(inviter));
        });
    }

    /** Somebody removes the app. The service tells it by {@code channel_left} or {@code group_left}, when it listens. */
    public void kick(String channel) {
        locked(() -> {
            var place = world.channel(channel);
            var team = world.team(place.team);
            place.members.remove(team.bot.id);
            var type = place.kind == Channel.Kind.PUBLIC ? "channel_left" : "group_left";
            dispatch.event(team, type, Json.object().put("type", type).put("channel", channel).put("event_ts", world.ts()), false);
        });
    }

    public void archive(String channel, String user) {
        archived(channel, user, true);
    }

    public void unarchive(String channel, String user) {
        archived(channel, user, false);
    }

    private void archived(String channel, String user, boolean yes) {
        locked(() -> {
            var place = world.channel(channel);
            place.archived = yes;
            var type = (place.kind == Channel.Kind.PUBLIC ? "channel_" : "group_") + (yes ? "archive" : "unarchive");
            var event = Json.object().put("type", type).put("channel", channel).put("user", user).put("is_moved", 0).put("event_ts", world.ts());
            world.hearing(place).ifPresent(team -> dispatch.event(team, type, event, !place.shared.isEmpty()));
        });
    }

    /** Only others may post there, or everybody again. */
    public void restrict(String channel, boolean on) {
        locked(() -> {
            world.channel(channel).restricted = on;
        });
    }

    /** The app cannot write to a person in private, or can again. */
    public void messagesTab(String user, boolean on) {
        locked(() -> {
            world.im(world.team(world.person(user).team), world.person(user)).noMessagesTab = !on;
        });
    }

    public void deactivate(String user) {
        locked(() -> {
            world.person(user).deleted = true;
        });
    }

    /** The app is removed from a workspace: its token is dead, and it hears of it. */
    public void uninstall(String team) {
        locked(() -> {
            var place = world.team(team);
            dispatch.event(place, "app_uninstalled", Json.object().put("type", "app_uninstalled").put("event_ts", world.ts()), false);
            var tokens = Json.object().put("type", "tokens_revoked");
            tokens.putObject("tokens").putArray("bot").add(place.bot.id);
            dispatch.event(place, "tokens_revoked", tokens.put("event_ts", world.ts()), false);
            place.install = Team.Install.UNINSTALLED;
        });
    }

    /** The token of a workspace is revoked, and nobody is told. */
    public void revoke(String team) {
        locked(() -> {
            world.team(team).install = Team.Install.REVOKED;
        });
    }

    /** As it was before {@link #uninstall} and {@link #revoke}. */
    public void reinstall(String team) {
        locked(() -> {
            world.team(team).install = Team.Install.STANDING;
        });
    }

    // ---- writing ----

    /** A person writes; {@code @handle} of somebody who is there becomes a mention. Answers the ts. */
    public String say(String channel, String user, String text) {
        return say(channel, user, text, "");
    }

    /** A person writes into a thread. */
    public String say(String channel, String user, String text, String thread) {
        return locked(() -> {
            var place = world.channel(channel);
            var person = member(place, user);
            if (place.archived) {
                throw new IllegalArgumentException("the channel is archived");
            }
            var stored = mentions(Mrkdwn.typed(text));
            var message = Json.object().put("type", "message").put("user", user).put("ts", world.ts()).put("client_msg_id", world.uuid());
            message.put("text", stored).put("team", person.team);
            if (!person.team.equals(place.team)) {
                message.put("user_team", person.team).put("source_team", person.team);
            }
            if (!thread.isEmpty()) {
                var root = Optional.ofNullable(place.messages.get(thread)).orElseThrow(() -> new IllegalArgumentException("no message " + thread));
                message.put("thread_ts", thread).put("parent_user_id", root.author);
            }
            message.putArray("blocks").add(rich(text));
            var shown = new Shown(message.get("ts").asText(), user, "", message);
            world.show(place, shown);
            dispatch.told(place, shown);
            mentioned(place, shown);
            return shown.ts;
        });
    }

    private Person member(Channel channel, String user) {
        if (!channel.members.contains(user)) {
            throw new IllegalArgumentException(user + " is not in " + channel.id);
        }
        return world.person(user);
    }

    private Optional<Person> named(String handle) {
        return world.people.values().stream().filter(person -> person.name.equals(handle)).findFirst();
    }

    private String mentions(String text) {
        return HANDLE.matcher(text).replaceAll(found -> named(found.group(1)).map(person -> "<@" + person.id + ">").orElse(found.group()));
    }

    /** The words as the composer of the service sends them. */
    private ObjectNode rich(String text) {
        var block = Json.object().put("type", "rich_text").put("block_id", world.secret(5));
        var elements = block.putArray("elements").addObject().put("type", "rich_text_section").putArray("elements");
        var handle = HANDLE.matcher(text);
        int at = 0;
        while (handle.find()) {
            var person = named(handle.group(1));
            if (person.isPresent()) {
                if (handle.start() > at) {
                    elements.addObject().put("type", "text").put("text", text.substring(at, handle.start()));
                }
                elements.addObject().put("type", "user").put("user_id", person.get().id);
                at = handle.end();
            }
        }
        if (at < text.length()) {
            elements.addObject().put("type", "text").put("text", text.substring(at));
        }
        return block;
    }

    /** A message that names the app, outside of private chats, is told as a mention too. */
    private void mentioned(Channel channel, Shown shown) {
        world.hearing(channel).filter(team -> channel.kind != Channel.Kind.IM).ifPresent(team -> {
            if (shown.json.path("text").asText().contains("<@" + team.bot.id + ">")) {
                var event = shown.told(false).put("type", "app_mention").put("channel", channel.id).put("event_ts", shown.ts);
                dispatch.event(team, "app_mention", event, !channel.shared.isEmpty());
            }
        });
    }

    /** A person changes what they wrote. */
    public void edit(String channel, String ts, String text) {
        locked(() -> {
            var place = world.channel(channel);
            var shown = message(place, ts);
            var before = shown.told(false);
            shown.json.put("text", mentions(Mrkdwn.typed(text))).putArray("blocks").add(rich(text));
            shown.json.putObject("edited").put("user", shown.author).put("ts", world.ts());
            dispatch.changed(place, shown, before);
        });
    }

    /** A message is taken away; also one of the app, by an administrator. */
    public void delete(String channel, String ts) {
        locked(() -> {
            var place = world.channel(channel);
            var shown = message(place, ts);
            place.messages.remove(ts);
            dispatch.deleted(place, shown);
        });
    }

    private static Shown message(Channel channel, String ts) {
        return Optional.ofNullable(channel.messages.get(ts))
                .orElseThrow(() -> new IllegalArgumentException("no message " + ts + " in " + channel.id));
    }

    // ---- commanding ----

    /**
     * A person types a slash command, such as {@code /tidewatch winners 5}; answers the number of its receipt. Names stay as they were typed,
     * which is how commands come unless the app asks for ids.
     */
    public long slash(String channel, String user, String line) {
        return locked(() -> {
            var place = world.channel(channel);
            var person = member(place, user);
            var team = world.team(place.team);
            var parts = line.strip().split(" ", 2);
            if (!parts[0].startsWith("/") || !world.commands.isEmpty() && !world.commands.contains(parts[0])) {
                throw new IllegalArgumentException(parts[0] + " is no command of the app");
            }
            if (!person.team.equals(team.id) || team.install != Team.Install.STANDING) {
                throw new IllegalArgumentException("the app has no commands for " + user + " there");
            }
            var url = urls.open("commands", team, place, person, Optional.empty());
            var payload = Json.object().put("token", world.verification).put("team_id", team.id).put("team_domain", team.domain);
            payload.put("channel_id", place.id).put("channel_name", place.shownName()).put("user_id", user).put("user_name", person.name);
            payload.put("command", parts[0]).put("text", parts.length > 1 ? Mrkdwn.escaped(parts[1].strip()) : "").put("api_app_id", world.app);
            payload.put("is_enterprise_install", "false").put("response_url", url).put("trigger_id", world.trigger(team, person));
            return dispatch.offer(Parcel.Kind.SLASH, payload, true, answer -> urls.inAnswer(url, answer)).number;
        });
    }

    private ObjectNode interaction(String type, Team team, Person person) {
        var payload = Json.object().put("type", type);
        payload.putObject("user").put("id", person.id).put("username", person.name).put("name", person.name).put("team_id", person.team);
        payload.put("api_app_id", world.app).put("token", world.verification);
        payload.putObject("team").put("id", team.id).put("domain", team.domain);
        payload.putNull("enterprise").put("is_enterprise_install", false).put("trigger_id", world.trigger(team, person));
        return payload;
    }

    /** A person presses a button, named by its words, action_id or value. */
    public long press(String channel, String user, String ts, String button) {
        return locked(() -> {
            var place = world.channel(channel);
            var element = element(visible(place, user, ts).json.path("blocks"), button, "button").orElseThrow(() -> none(button));
            var action = Json.object();
            for (var field : new String[] {"text", "value", "url", "style"}) {
                if (element.element().has(field)) {
                    action.set(field, element.element().get(field));
                }
            }
            return acted(place, user, visible(place, user, ts), element, action);
        });
    }

    /** A person chooses an option, named by its words or value, in a menu that has it. */
    public long select(String channel, String user, String ts, String option) {
        return locked(() -> {
            var place = world.channel(channel);
            for (var found : elements(visible(place, user, ts).json.path("blocks"))) {
                var chosen = option(found.element(), option);
                if (chosen.isPresent()) {
                    var action = Json.object();
                    action.set("selected_option", chosen.get());
                    if (found.element().has("placeholder")) {
                        action.set("placeholder", found.element().get("placeholder"));
                    }
                    return acted(place, user, visible(place, user, ts), found, action);
                }
            }
            throw none(option);
        });
    }

    /** A press that no message of ours has: what somebody sends who made it up. */
    public long forge(String channel, String user, String ts, ObjectNode action) {
        return locked(() -> {
            var place = world.channel(channel);
            var shown = Optional.ofNullable(place.messages.get(ts)).orElseGet(() -> new Shown(ts, "", "", Json.object().put("ts", ts)));
            return acted(place, user, shown, new Found("forged", Json.object().put("type", "button").put("action_id", "forged")), action);
        });
    }

    private static IllegalArgumentException none(String what) {
        return new IllegalArgumentException("nothing to press or choose: " + what);
    }

    private Shown visible(Channel channel, String user, String ts) {
        var shown = message(channel, ts);
        if (shown.ephemeral() && !shown.only.equals(user) || !channel.members.contains(user)) {
            throw new IllegalArgumentException(user + " does not see " + ts);
        }
        return shown;
    }

    private long acted(Channel place, String user, Shown shown, Found found, ObjectNode action) {
        var person = world.person(user);
        var team = world.team(place.team);
        var payload = interaction("block_actions", team, person);
        var container = payload.putObject("container").put("type", "message").put("message_ts", shown.ts).put("channel_id", place.id);
        container.put("is_ephemeral", shown.ephemeral());
        if (!shown.thread().isEmpty()) {
            container.put("thread_ts", shown.thread());
        }
        payload.putObject("channel").put("id", place.id).put("name", place.shownName());
        if (!shown.ephemeral()) {
            payload.set("message", shown.told(false));
        }
        payload.putObject("state").putObject("values");
        payload.put("response_url", urls.open("actions", team, place, person, Optional.of(shown)));
        payload.putArray("actions").add(action(found, action));
        return dispatch.offer(Parcel.Kind.INTERACTIVE, payload, false, answer -> {}).number;
    }

    private ObjectNode action(Found found, ObjectNode action) {
        var whole = Json.object().put("type", found.element().path("type").asText()).put("block_id", found.block());
        whole.put("action_id", found.element().path("action_id").asText());
        whole.setAll(action);
        return whole.put("action_ts", world.ts());
    }

    private record Found(String block, JsonNode element) {}

    /** Every element people can do something with. */
    private static List<Found> elements(JsonNode blocks) {
        var found = new ArrayList<Found>();
        for (var block : blocks) {
            var id = block.path("block_id").asText();
            block.path("elements").forEach(element -> found.add(new Found(id, element)));
            found.add(new Found(id, block.path("accessory")));
            found.add(new Found(id, block.path("element")));
        }
        found.removeIf(one -> !Elements.interactive(one.element().path("type").asText()));
        return found;
    }

    private static Optional<Found> element(JsonNode blocks, String name, String type) {
        return elements(blocks).stream()
                .filter(one -> one.element().path("type").asText().equals(type))
                .filter(one -> List.of(
                                one.element().path("text").path("text").asText(), one.element().path("action_id").asText(),
                                one.element().path("value").asText())
                        .contains(name))
                .findFirst();
    }

    private static Optional<JsonNode> option(JsonNode menu, String name) {
        for (var one : menu.path("options")) {
            if (one.path("text").path("text").asText().equals(name) || one.path("value").asText().equals(name)) {
                return Optional.of(one);
            }
        }
        for (var group : menu.path("option_groups")) {
            var found = option(group, name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** A shortcut from the menu of everywhere. */
    public long shortcut(String user, String callback) {
        return locked(() -> {
            var person = world.person(user);
            var payload = interaction("shortcut", world.team(person.team), person).put("callback_id", callback).put("action_ts", world.ts());
            return dispatch.offer(Parcel.Kind.INTERACTIVE, payload, false, answer -> {}).number;
        });
    }

    /** A shortcut from the menu of a message. */
    public long messageShortcut(String channel, String user, String ts, String callback) {
        return locked(() -> {
            var place = world.channel(channel);
            var shown = visible(place, user, ts);
            var person = world.person(user);
            var team = world.team(place.team);
            var payload = interaction("message_action", team, person).put("callback_id", callback).put("action_ts", world.ts());
            payload.put("message_ts", ts).put("response_url", urls.open("app", team, place, person, Optional.empty()));
            payload.putObject("channel").put("id", place.id).put("name", place.shownName());
            payload.set("message", shown.told(false));
            return dispatch.offer(Parcel.Kind.INTERACTIVE, payload, false, answer -> {}).number;
        });
    }

    // ---- home and modals ----

    /** A person opens the home tab of the app. */
    public void openHome(String user) {
        openTab(user, "home");
    }

    /** A person opens the tab {@code home} or {@code messages}. */
    public void openTab(String user, String tab) {
        locked(() -> {
            var person = world.person(user);
            var team = world.team(person.team);
            var event = Json.object().put("type", "app_home_opened").put("user", user).put("channel", world.im(team, person).id).put("tab", tab);
            person.home.filter(view -> tab.equals("home")).ifPresent(view -> event.set("view", view.json(Json.object())));
            dispatch.event(team, "app_home_opened", event.put("event_ts", world.ts()), false);
        });
    }

    /** The home tab as the person sees it. */
    public Optional<ObjectNode> home(String user) {
        return locked(() -> world.person(user).home.map(view -> view.json(Json.object())));
    }

    /** The modal a person sees on top. */
    public Optional<ObjectNode> modal(String user) {
        return locked(() -> views.top(user).map(view -> view.json(Json.object())));
    }

    /** A person presses a button of the home tab or of the modal on top. */
    public long pressInView(String user, String button) {
        return locked(() -> {
            var view = views.top(user).or(() -> world.person(user).home).orElseThrow(() -> none(button));
            var found = element(view.given.path("blocks"), button, "button").orElseThrow(() -> none(button));
            var action = Json.object();
            for (var field : new String[] {"text", "value", "url", "style"}) {
                if (found.element().has(field)) {
                    action.set(field, found.element().get(field));
                }
            }
            return actedInView(view, found, action);
        });
    }

    /** A person chooses an option in the home tab or in the modal on top. */
    public long selectInView(String user, String option) {
        return locked(() -> {
            var view = views.top(user).or(() -> world.person(user).home).orElseThrow(() -> none(option));
            for (var found : elements(view.given.path("blocks"))) {
                var chosen = option(found.element(), option);
                if (chosen.isPresent()) {
                    return actedInView(view, found, Json.object().set("selected_option", chosen.get()));
                }
            }
            throw none(option);
        });
    }

    private long actedInView(View view, Found found, ObjectNode action) {
        var payload = interaction("block_actions", world.team(view.team), world.person(view.user));
        payload.putObject("container").put("type", "view").put("view_id", view.id);
        payload.set("view", view.json(Json.object()));
        payload.putArray("actions").add(action(found, action));
        return dispatch.offer(Parcel.Kind.INTERACTIVE, payload, false, answer -> {}).number;
    }

    /**
     * A person fills in the modal on top and submits it.
     *
     * @param values by action_id: words, the value or words of an option, several of them parted by commas, a date or a time
     */
    public long submit(String user, Map<String, String> values) {
        return locked(() -> {
            var view = views.top(user).orElseThrow(() -> new IllegalArgumentException(user + " sees no modal"));
            var payload = interaction("view_submission", world.team(view.team), world.person(user));
            payload.set("view", view.json(FormState.of(view.given.path("blocks"), values)));
            payload.putArray("response_urls");
            errors.remove(user);
            return dispatch.offer(Parcel.Kind.INTERACTIVE, payload, true, answer -> submitted(user, view, answer)).number;
        });
    }

    private void submitted(String user, View view, JsonNode answer) {
        try {
            var wrong = views.answered(world.team(view.team), view, answer);
            if (!wrong.isEmpty()) {
                errors.put(user, wrong);
            }
        } catch (ApiError refused) {
            world.lint("BAD_ANSWER", refused.json().toString());
        }
    }

    /** What the app said is wrong with the last submission, by block_id; empty when nothing. */
    public ObjectNode formErrors(String user) {
        return locked(() -> errors.get(user) instanceof ObjectNode wrong ? wrong : Json.object());
    }

    /** A person closes the modal on top. */
    public void dismiss(String user) {
        locked(() -> {
            var view = views.top(user).orElseThrow(() -> new IllegalArgumentException(user + " sees no modal"));
            view.open = false;
            if (view.given.path("notify_on_close").asBoolean()) {
                var payload = interaction("view_closed", world.team(view.team), world.person(user));
                payload.remove("trigger_id");
                payload.put("is_cleared", false).set("view", view.json(Json.object()));
                dispatch.offer(Parcel.Kind.INTERACTIVE, payload, false, answer -> {});
            }
        });
    }

    // ---- looking ----

    /** What stands in a channel for everybody, the oldest first, with metadata. */
    public List<ObjectNode> messages(String channel) {
        return locked(() -> world.channel(channel).messages.values().stream().filter(one -> !one.ephemeral()).map(one -> one.told(true)).toList());
    }

    /** What the app wrote there for everybody, the oldest first. */
    public List<ObjectNode> fromApp(String channel) {
        return messages(channel).stream().filter(one -> one.has("bot_id")).toList();
    }

    /** What only this person sees there, the oldest first. */
    public List<ObjectNode> onlyFor(String channel, String user) {
        return locked(() -> world.channel(channel).messages.values().stream()
                .filter(one -> one.only.equals(user)).map(one -> one.told(true)).toList());
    }

    /** Whom the messages of the app in a channel have pinged. */
    public List<String> pings(String channel) {
        return locked(() -> world.channel(channel).messages.values().stream()
                .filter(one -> one.json.has("bot_id")).flatMap(one -> one.pings.stream()).toList());
    }

    /** The bytes of a file that was completed. */
    public Optional<byte[]> file(String id) {
        return locked(() -> Optional.ofNullable(world.files.get(id)).filter(file -> file.completed).flatMap(file -> file.bytes).map(Bytes::array));
    }

    public Optional<Receipt> receipt(long number) {
        return locked(() -> dispatch.receipt(number));
    }

    /** What became of everything that was sent to the app, the oldest first. */
    public List<Receipt> receipts() {
        return locked(dispatch::receipts);
    }

    /** How often an address for answers was used. */
    public int uses(String responseUrl) {
        return locked(() -> urls.uses(responseUrl));
    }
}
