namespace MoralePulse.Simulation;

/// <summary>A kind of team.</summary>
/// <param name="Name">What such a team is called beside its place.</param>
/// <param name="Coverage">When it is staffed.</param>
/// <param name="Scale">Its usual size beside other teams.</param>
/// <param name="Groups">Staff groups of its people, by weight.</param>
internal sealed record TeamKind(string Name, Coverage Coverage, double Scale, IReadOnlyList<(string Group, double Weight)> Groups);

/// <summary>A kind of service that a community trust has.</summary>
/// <param name="Name">The department's name.</param>
/// <param name="Weight">Its share of the trust's teams beside other departments.</param>
/// <param name="IsLocal">Whether its teams are named after places; else only where a kind comes twice.</param>
/// <param name="Kinds">Kinds of its teams, the commonest first.</param>
internal sealed record ServiceKind(string Name, double Weight, bool IsLocal, IReadOnlyList<TeamKind> Kinds);

/// <summary>Services, teams and places of a made-up community trust. None is anybody's real one.</summary>
internal static class ServiceCatalogue
{
    public static readonly string[] Places =
    [
        "Riverside", "Northgate", "Castle Hill", "Market Square", "Southfields", "Millbrook", "Harbour", "Abbey", "Westfield", "Greenway", "Priory", "Eastmoor",
        "Meadow Lane", "Old Mill", "Fenside", "Parkview",
    ];

    private static readonly (string, double)[] Nursing = [("nursing", 62), ("clinical-support", 28), ("administrative", 8), ("students", 2)];
    private static readonly (string, double)[] Ward = [("nursing", 42), ("clinical-support", 40), ("allied", 5), ("medical", 4), ("administrative", 4), ("estates", 3), ("students", 2)];
    private static readonly (string, double)[] Urgent = [("nursing", 50), ("medical", 16), ("clinical-support", 20), ("administrative", 14)];
    private static readonly (string, double)[] Therapy = [("allied", 66), ("clinical-support", 24), ("administrative", 8), ("supplementary", 2)];
    private static readonly (string, double)[] Dental = [("medical", 34), ("clinical-support", 46), ("scientific", 8), ("administrative", 12)];
    private static readonly (string, double)[] Family = [("nursing", 60), ("scientific", 8), ("clinical-support", 20), ("administrative", 12)];
    private static readonly (string, double)[] Laboratory = [("healthcare-science", 40), ("scientific", 30), ("clinical-support", 20), ("administrative", 10)];
    private static readonly (string, double)[] Coordination = [("administrative", 60), ("nursing", 30), ("allied", 10)];
    private static readonly (string, double)[] Office = [("administrative", 92), ("nursing", 4), ("supplementary", 4)];
    private static readonly (string, double)[] Facilities = [("estates", 88), ("administrative", 12)];

    public static readonly ServiceKind[] Services =
    [
        new("Community Nursing", 2.2, true, [new("Community Nursing", Coverage.SevenDays, 1.3, Nursing), new("Evening and Night Nursing", Coverage.RoundTheClock, 0.8, Nursing)]),
        new("Community Hospitals", 1.6, true, [new("Ward", Coverage.RoundTheClock, 2.2, Ward), new("Day Unit", Coverage.Weekdays, 0.7, Ward)]),
        new("Urgent Treatment Centres", 0.9, true, [new("Urgent Treatment Centre", Coverage.RoundTheClock, 1.6, Urgent), new("Minor Injuries", Coverage.SevenDays, 0.9, Urgent)]),
        new("Children and Young People", 1.5, true,
            [new("Health Visiting", Coverage.Weekdays, 1, Family), new("School Nursing", Coverage.Weekdays, 0.7, Family), new("Children's Therapies", Coverage.Weekdays, 0.7, Therapy), new("Immunisation", Coverage.Weekdays, 0.6, Family)]),
        new("Therapies and Rehabilitation", 1.3, true,
            [new("Physiotherapy", Coverage.Weekdays, 0.8, Therapy), new("Occupational Therapy", Coverage.Weekdays, 0.8, Therapy), new("Speech and Language Therapy", Coverage.Weekdays, 0.6, Therapy), new("Rehabilitation at Home", Coverage.SevenDays, 1, Therapy)]),
        new("Long-Term Conditions", 1, false,
            [new("Heart Failure Nurses", Coverage.Weekdays, 0.5, Nursing), new("Respiratory Nurses", Coverage.Weekdays, 0.6, Nursing), new("Diabetes Nurses", Coverage.Weekdays, 0.6, Nursing), new("Tissue Viability", Coverage.Weekdays, 0.5, Nursing), new("Continence Service", Coverage.Weekdays, 0.5, Nursing), new("Neurology Nurses", Coverage.Weekdays, 0.4, Nursing)]),
        new("Musculoskeletal and Podiatry", 0.8, true, [new("Podiatry", Coverage.Weekdays, 0.8, Therapy), new("Musculoskeletal Clinic", Coverage.Weekdays, 0.8, Therapy)]),
        new("Sexual Health", 0.6, true, [new("Sexual Health Clinic", Coverage.Weekdays, 0.8, Family), new("Outreach", Coverage.SevenDays, 0.5, Family)]),
        new("Palliative and End of Life Care", 0.7, true, [new("Palliative Care", Coverage.SevenDays, 0.8, Nursing), new("Hospice at Home", Coverage.RoundTheClock, 0.9, Nursing)]),
        new("Dental and Diagnostics", 0.7, true, [new("Dental Clinic", Coverage.Weekdays, 0.7, Dental), new("Diagnostics", Coverage.Weekdays, 0.8, Laboratory)]),
        new("Operations Centre and Estates", 0.9, false,
            [new("Single Point of Access", Coverage.RoundTheClock, 1.5, Coordination), new("Domestic Services", Coverage.SevenDays, 1.6, Facilities), new("Catering", Coverage.SevenDays, 0.9, Facilities), new("Estates Maintenance", Coverage.Weekdays, 0.7, Facilities), new("Transport and Stores", Coverage.Weekdays, 0.6, Facilities)]),
        new("Corporate Services", 0.9, false,
            [new("Executive and Board Office", Coverage.Weekdays, 0.5, Office), new("People and Workforce", Coverage.Weekdays, 1, Office), new("Finance", Coverage.Weekdays, 0.9, Office), new("Digital and Information", Coverage.Weekdays, 1, Office), new("Quality and Governance", Coverage.Weekdays, 0.7, Office), new("Communications", Coverage.Weekdays, 0.3, Office), new("Procurement", Coverage.Weekdays, 0.4, Office)]),
    ];
}
