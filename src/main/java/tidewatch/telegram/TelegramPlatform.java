package tidewatch.telegram;
public final class TelegramPlatform { public static final String NAME = "telegram"; }
