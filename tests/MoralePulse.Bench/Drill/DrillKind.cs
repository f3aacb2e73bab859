namespace MoralePulse.Bench.Drill;

/// <summary>What may befall the service while people tap.</summary>
public enum DrillKind
{
    /// <summary>SIGKILL of one of the two service processes.</summary>
    KillService,

    /// <summary>SIGSTOP of one of them, and SIGCONT some seconds later.</summary>
    PauseService,

    /// <summary>The connection of an admission is cut when its COMMIT has been sent and before it reaches PostgreSQL.</summary>
    CutBeforeCommit,

    /// <summary>It is cut when PostgreSQL has committed and before its answer reaches the service.</summary>
    CutAfterCommit,

    /// <summary>The same of a tick, before its COMMIT.</summary>
    CutTickBeforeCommit,

    /// <summary>The same of a tick, after its COMMIT.</summary>
    CutTickAfterCommit,

    /// <summary>Phones that drop the connection right after sending.</summary>
    DropByPhones,

    /// <summary>Immediate stop of PostgreSQL (SIGQUIT), and a start.</summary>
    StopPostgres,

    /// <summary>SIGKILL of PostgreSQL's postmaster, and a start.</summary>
    KillPostgres,

    /// <summary>The disk of PostgreSQL is full for a while.</summary>
    FillDisk,

    /// <summary>One process's clock jumps, forward or back.</summary>
    StepClock,

    /// <summary>Summer time begins in an organisation while its staff tap.</summary>
    SummerTimeBegins,

    /// <summary>Summer time ends there.</summary>
    SummerTimeEnds,

    /// <summary>Live boards that stop reading.</summary>
    StallBoards,
}
