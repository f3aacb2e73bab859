using MoralePulse.Domain.Organisation;

namespace MoralePulse.Web.Live;

/// <summary>Who watches.</summary>
public abstract record Onlooker
{
    private Onlooker(Ods ods) => Ods = ods;

    /// <summary>Whose figures are watched.</summary>
    public Ods Ods { get; }

    /// <summary>A person of the directory, by her sign-in.</summary>
    public sealed record Person : Onlooker
    {
        /// <summary>Somebody of an organisation.</summary>
        /// <param name="ods">The organisation.</param>
        /// <param name="number">Her staff number.</param>
        public Person(Ods ods, string number)
            : base(ods) => Number = number;

        /// <summary>Her staff number.</summary>
        public string Number { get; }
    }

    /// <summary>A wall display, by its link: nobody in particular.</summary>
    public sealed record Wall : Onlooker
    {
        /// <summary>A display of an organisation.</summary>
        /// <param name="ods">The organisation.</param>
        /// <param name="link">The link's id.</param>
        public Wall(Ods ods, string link)
            : base(ods) => Link = link;

        /// <summary>The link's id.</summary>
        public string Link { get; }
    }
}
