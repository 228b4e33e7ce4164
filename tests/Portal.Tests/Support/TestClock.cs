namespace Portal.Tests.Support;

/// <summary>A clock that goes on by itself and that a test can move; a timer that comes due by a move goes off at once.</summary>
public sealed class TestClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Alarm> alarms = [];
    private TimeSpan ahead;
    private TimeSpan longest = TimeSpan.MaxValue;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;

    /// <summary>Makes it this moment.</summary>
    public void Set(DateTimeOffset now) => Advance(now - GetUtcNow());

    /// <summary>Makes it later.</summary>
    public void Advance(TimeSpan by)
    {
        ahead += by;
        List<Alarm> due;
        lock (gate) due = alarms.FindAll(alarm => alarm.Due <= GetUtcNow());
        foreach (var alarm in due) alarm.GoOff();
    }

    /// <summary>
    /// From now on timers longer than this come due only when the clock is moved. What happens all the same, however late, did not wait
    /// for one.
    /// </summary>
    public void HoldTimers(TimeSpan longerThan) => longest = longerThan;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        lock (gate) alarms.Add(alarm);
        return alarm;
    }

    private sealed class Alarm : ITimer
    {
        private readonly TestClock clock;
        private readonly ITimer timer;
        private TimeSpan wait;
        private TimeSpan period;

        public Alarm(TestClock clock, TimerCallback callback, object? state)
        {
            this.clock = clock;
            timer = System.CreateTimer(_ =>
            {
                if (wait > clock.longest) return;
                wait = period;
                Next();
                callback(state);
            }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public DateTimeOffset Due { get; private set; } = DateTimeOffset.MaxValue;

        public void GoOff()
        {
            wait = TimeSpan.Zero;
            timer.Change(TimeSpan.Zero, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            (wait, this.period) = (dueTime, period);
            Due = After(dueTime);
            return timer.Change(dueTime, period);
        }

        public void Dispose()
        {
            lock (clock.gate) clock.alarms.Remove(this);
            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Next() => Due = After(period);

        private DateTimeOffset After(TimeSpan time) => time > TimeSpan.Zero ? clock.GetUtcNow() + time : DateTimeOffset.MaxValue;
    }
}
