namespace Portal.Platform;

/// <summary>
/// The portal cannot start, and the one who starts it can do something about it. The message says what is wrong and what to do;
/// it is shown as it is, without a stack trace.
/// </summary>
public sealed class StartupFailure(string message, Exception? inner = null) : Exception(message, inner);
