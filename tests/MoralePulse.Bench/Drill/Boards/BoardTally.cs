namespace MoralePulse.Bench.Drill.Boards;

/// <summary>What has become of boards that stopped reading, and of those beside them.</summary>
public sealed class BoardTally
{
    /// <summary>Those that stopped reading and were dropped.</summary>
    public int Dropped { get; internal set; }

    /// <summary>Those that the service kept, whatever piled up for them.</summary>
    public int Kept { get; internal set; }

    /// <summary>Boards beside them that got nothing meanwhile.</summary>
    public int Disturbed { get; internal set; }

    /// <summary>Bytes by which a process's memory grew at most while boards stalled.</summary>
    public long MostMemory { get; internal set; }
}
